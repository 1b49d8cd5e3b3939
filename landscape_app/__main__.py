"""``landscape`` and ``python -m landscape_app``: every way to end has an exit code and a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code and never raises."""
    from landscape_app import cli

    try:
        code = cli.run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return code
    except SystemExit as end:  # argparse: help, wrong usage
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except KeyboardInterrupt:
        print("landscape: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # 'landscape list | head': the reader has gone, and that is fine
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> int:
    from core.words import CoreError

    if isinstance(error, CoreError):
        print(f"landscape: {error}", file=sys.stderr)
        return 1
    from landscape_app import crashlog

    print(crashlog.message(error, crashlog.record(error)), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
