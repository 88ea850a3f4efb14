"""YAML with the line of every key: parsed, limited, edited in place, and its mistakes explained."""
