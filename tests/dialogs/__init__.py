"""The real dialogs with the real content, pure: no database, no model."""
