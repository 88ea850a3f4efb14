"""Images beside the texts: what each is, whether it is whole, and what it tells of people."""
