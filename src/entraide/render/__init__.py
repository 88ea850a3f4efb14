"""What makes building fast: each text is converted once, on every core, and never twice alike."""
