"""The data and the steps from which the model is made."""
