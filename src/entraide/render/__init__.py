"""What makes a build fast: each text is converted once, on every core, and cached."""
