"""Reading the text of newspaper pages: models learned from issues that were structured by hand."""
