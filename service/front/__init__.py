"""What stands before the application in a serving process: gunicorn's workers and its log, made to fit the rest."""
