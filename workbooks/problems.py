"""What stops a whole run, told to the clerk."""


class FileProblem(Exception):
    """A file that cannot be read or written; ``str()`` is one Japanese sentence: which file, what, what to do next."""
