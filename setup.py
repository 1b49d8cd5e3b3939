"""A wheel carries ``assets/`` inside ``landscape_app``; everything else stands in pyproject.toml."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ASSETS = Path("assets")


class BuildWithAssets(build_py):
    """build_py that also copies ``assets/`` to ``landscape_app/assets/`` (an editable install reads the checkout)."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for source, target in self._assets():
            self.mkpath(str(Path(target).parent))
            self.copy_file(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        return super().get_outputs(include_bytecode) + [target for _, target in self._assets()]

    def _assets(self) -> list[tuple[str, str]]:
        inside = Path(self.build_lib, "landscape_app", "assets")
        files = sorted(p for p in ASSETS.rglob("*") if p.is_file())
        return [(str(p), str(inside / p.relative_to(ASSETS))) for p in files]


setup(cmdclass={"build_py": BuildWithAssets})
