"""The review app: pages in the browser on which people look at every figure and decide. `make_app` is its entrance."""
