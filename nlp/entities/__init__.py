"""What a text names: postcodes, places, phones, emails, dates, references and names. Pure; no spaCy."""
