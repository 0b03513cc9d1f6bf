"""The app's addresses, a module for each page or family of acts. A page's module has a `router`, mounted in `app`."""
