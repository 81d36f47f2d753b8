"""``python -m service`` is the ``standfirst`` command."""

from service.cli import main

main()
