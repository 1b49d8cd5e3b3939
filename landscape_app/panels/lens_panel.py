"""What is looked at closely."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox

from core.words import said
from landscape_app.panels.param_form import ParamForm
from landscape_app.panels.section import StorePanel
from landscape_app.scene.lens import Lens
from landscape_app.scene.model import Scene
from landscape_app.store import Store

_NOTHING = Lens()


class LensPanel(StorePanel):
    """Writes ``scene.lens``; the run is chosen by its name."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, self.tr("Look closely"))
        self.runs = QComboBox()
        self.runs.setObjectName("lens_run")
        self.runs.setAccessibleName(self.tr("Run looked at"))
        self.runs.setToolTip(self.tr("The run that everything below is about"))
        self.runs.activated.connect(lambda row: self._set(replace(self.store.scene.lens, run=row), "run"))
        self.form = ParamForm(store.scene.lens, hidden=("run", "follow", "weights"))
        self._help = {name: control.toolTip() for name, control in self.form.fields.items()}
        self.form.changed.connect(self._set)
        self.bind(self.form)
        self.content.addWidget(self.runs)
        self.content.addWidget(self.form)
        self.follow(store.scene)

    def follow(self, scene: Scene) -> None:
        """Show the scene's lens."""
        names = [run.title for run in scene.runs]
        if names != [self.runs.itemText(i) for i in range(self.runs.count())]:
            self.runs.clear()
            self.runs.addItems(names)
        self.runs.setCurrentIndex(scene.lens.run if scene.lens.run < len(names) else -1)
        self.form.set_instance(scene.lens)
        if self.isVisible():
            self._offer(scene)

    def showEvent(self, event: QShowEvent) -> None:
        """Called by Qt; only now is it asked what each lens can show, so that the program starts without them."""
        super().showEvent(event)
        self._offer(self.store.scene)

    def _offer(self, scene: Scene) -> None:
        """What has nothing to show of this run is greyed, with the reason; what is on can still be put off."""
        from landscape_app.lenses.every import EVERY

        for lens in EVERY:
            control = self.form.fields.get(lens.name)
            if control is not None:
                why = said(lens.why_not(scene))
                off = getattr(scene.lens, lens.name) == getattr(_NOTHING, lens.name)
                control.setEnabled(not (why and off))
                control.setToolTip(" ".join(why.split("\n")) if why else self._help[lens.name])

    def _set(self, lens: Lens, field: str) -> None:
        self.store.update(replace(self.store.scene, lens=lens), merge=f"lens.{field}")
