"""Back ends: each turns an agreement and its style into a file of one format."""
