"""The published site: a folder of pages that opens from a file and from any web server, made of a publication alone."""
