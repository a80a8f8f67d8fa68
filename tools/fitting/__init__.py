"""What fits the weights of the text reader."""
