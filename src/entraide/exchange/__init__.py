"""What leaves the project for translators' tools, and comes back: segments first of all."""
