"""Report to claims in frames. Pure: a Parser and Mentions come in as arguments; one module per question it answers."""
