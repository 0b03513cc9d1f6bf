"""What each page shows, made of what the record gives: pure, so that it is tested without a server."""
