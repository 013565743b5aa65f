"""python -m core.postgres install | stop FOLDER | remove FOLDER: what the Makefile asks of the private cluster."""

import sys
from pathlib import Path

from core.postgres.cluster import remove_cluster, stop_cluster
from core.postgres.errors import PostgresUnavailable
from core.postgres.install import newest_or_install

try:
    match sys.argv[1:]:
        case ["install"]:
            newest_or_install()
        case ["stop", folder]:
            stop_cluster(Path(folder))
        case ["remove", folder]:
            remove_cluster(Path(folder))
        case _:
            sys.exit(__doc__)
except PostgresUnavailable as error:
    sys.exit(str(error))
