"""The preview: a site kept in memory, whose pages are drawn when a browser asks for them."""
