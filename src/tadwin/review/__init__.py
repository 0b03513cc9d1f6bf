"""What reviewers decided, and how it folds into what the machine made. Pure."""
