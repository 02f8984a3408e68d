"""The journey of a message over real databases: inbox, pipeline, outbox, dispatcher."""
