"""What holds for every test: an off-screen Qt, one thread of arithmetic and of software rendering, settings that
touch nobody's own, and Hypothesis examples that are the same in every run."""

from __future__ import annotations

import atexit
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

_HOME = tempfile.mkdtemp(prefix="landscape-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)

# Before Qt, BLAS or Mesa are loaded: they read these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("LP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("LIBGL_ALWAYS_SOFTWARE", "1")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"
os.environ["PYTEST_QT_API"] = "pyside6"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = str(Path(_HOME, _name.lower()))

import hypothesis  # noqa: E402
import numpy as np  # noqa: E402
import pytest  # noqa: E402

hypothesis.settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=50, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_STATUS = pytest.StashKey[int]()
_ON_X = os.environ["QT_QPA_PLATFORM"] == "xcb"


@pytest.hookimpl(optionalhook=True)
def pytest_xvfb_disable(config: pytest.Config) -> bool:
    """Start no X server for the off-screen suites."""
    return not _ON_X


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how it ended, for the last line of this file."""
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave without Python's own teardown, whose order now and then kills hundreds of dead Qt wrappers at once.

    That the program itself ends well is tested in processes of its own.
    """
    if "PySide6" in sys.modules and not hasattr(config, "workerinput") and _STATUS in config.stash:
        shutil.rmtree(_HOME, ignore_errors=True)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_STATUS])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests under ``tests/xvfb`` need an X server: they run with ``QT_QPA_PLATFORM=xcb`` and are skipped without."""
    here = Path(__file__).parent
    for item in items:
        if here.joinpath("xvfb") in item.path.parents:
            item.add_marker(pytest.mark.xvfb)
        if item.get_closest_marker("xvfb") and not _ON_X:
            item.add_marker(pytest.mark.skip(reason="needs QT_QPA_PLATFORM=xcb and an X server"))


@pytest.fixture(autouse=True)
def _seeded() -> None:
    """Whatever draws from a global generator draws the same in every run."""
    random.seed(20_260_101)
    np.random.seed(20_260_101)  # noqa: NPY002


@pytest.fixture
def rng() -> np.random.Generator:
    """A seeded generator for test data."""
    return np.random.default_rng(20_260_101)


@pytest.fixture(autouse=True)
def _fresh_settings() -> None:
    """Every test starts with no saved settings (recent files, window layout)."""
    shutil.rmtree(os.environ["XDG_CONFIG_HOME"], ignore_errors=True)
