"""Runs verify.py of every export in a folder, one after another in this process, since loading Keras takes seconds."""

import contextlib
import io
import pathlib
import runpy
import sys
import traceback


def verified(place):
    """The exit status of an export's verify.py, and what it printed."""
    printed = io.StringIO()
    path = list(sys.path)
    sys.modules.pop("model", None)
    try:
        with contextlib.redirect_stdout(printed):
            runpy.run_path(str(place / "verify.py"), run_name="__main__")
        status = 0
    except SystemExit as end:
        status = end.code or 0
    except Exception:
        printed.write(traceback.format_exc())
        status = 1
    finally:
        sys.path[:] = path
    return status, printed.getvalue()


def main():
    certificates = sorted(pathlib.Path(sys.argv[1]).glob("*/parity.json"))
    counts = {0: 0, 1: 0, 2: 0}
    for certificate in certificates:
        status, printed = verified(certificate.parent)
        counts[status] = counts.get(status, 0) + 1
        if status != 0:
            word = "not checked" if status == 2 else "failed"
            print(f"{word}: {certificate.parent.name}\n    " + "\n    ".join(printed.strip().splitlines()[-5:]))
    print(f"{counts[0]} passed, {counts[1]} failed, {counts[2]} not checked")
    sys.exit(0 if counts[0] == len(certificates) > 0 else 1)


if __name__ == "__main__":
    main()
