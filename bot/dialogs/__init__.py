"""The talks, one file each; catalogue.py lists them."""
