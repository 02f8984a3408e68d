"""What the issue promises of understanding, on texts and voices that were never trained on."""
