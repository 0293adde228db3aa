"""What a simulation tells at its end: what was cast beside what was counted, and what happened."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.claves import id_de_mesa, partir_mesa
from auditoria.formatos.computo import Computo
from eleccion.simulacion.orden_de_dia import DiaVivido
from eleccion.simulacion.poblado import Poblado


@dataclass(frozen=True, slots=True)
class Renglon:
    """One option of one demarcación: votes cast by people, votes counted by the process."""

    demarcacion: str
    opcion: str
    nombre: str
    emitidos: int
    contados: int


@dataclass(frozen=True, slots=True)
class Resumen:
    """The comparison, option by option, and the special cases with where each happened.

    Attributes:
        renglones: By demarcación and ballot order.
        casos: ``(kind, how many, where)`` in alphabetical order of kind.
        negativas: People turned away per reason.
    """

    huella: str
    demarcaciones: int
    mesas: int
    recibieron_pase: int
    votos: int
    renglones: tuple[Renglon, ...]
    casos: tuple[tuple[str, int, tuple[str, ...]], ...]
    negativas: Mapping[str, int]
    estados: Mapping[str, int]
    custodio_ausente: int

    @classmethod
    def de(
        cls,
        catalogo: Catalogo,
        poblado: Poblado,
        dias: Sequence[DiaVivido],
        computos: Sequence[Computo],
        huella: str,
        custodio_ausente: int,
    ) -> Resumen:
        """Compare what the people of the town cast with what the process counted."""
        casos: dict[str, list[str]] = {}
        for caso in poblado.casos:
            casos.setdefault(caso.clave, []).append(caso.lugar)
        for demarcacion, mesa_del_catalogo in catalogo.mesas():
            if mesa_del_catalogo.admite_papel:
                lugar = id_de_mesa(demarcacion.clave, mesa_del_catalogo.clave)
                casos.setdefault(f"modalidad_{mesa_del_catalogo.modalidad}", []).append(lugar)
        for mesa, tropiezo in poblado.tropiezos.items():
            casos.setdefault(str(tropiezo), []).append(mesa)
        for mesa, camino in poblado.caminos.items():
            casos.setdefault(str(camino), []).append(mesa)
        for computo in computos:
            for conjunto in computo.conjuntos:
                casos.setdefault("mesas_en_conjunto", []).append(", ".join(conjunto.mesas))
            for acuerdo in computo.acuerdos:
                lugar = f"{computo.demarcacion} ({acuerdo.asunto})"
                casos.setdefault("acuerdo", []).append(lugar)
        negativas: Counter[str] = Counter()
        for dia in dias:
            negativas.update(dia.negativas)
            if dia.diferencias:
                casos.setdefault("diferencia_explicada", []).append(dia.mesa)
            if dia.comprobadas > dia.pruebas:
                casos.setdefault("comprobacion", []).append(dia.mesa)
            if dia.pruebas:
                casos.setdefault("prueba_publica", []).append(dia.mesa)
        return cls(
            huella=huella,
            demarcaciones=len(catalogo.demarcaciones),
            mesas=len(dias),
            recibieron_pase=sum(dia.recibieron_pase for dia in dias),
            votos=sum(sum(dia.emitidos) for dia in dias),
            renglones=tuple(_comparar(catalogo, dias, computos)),
            casos=tuple((c, len(donde), tuple(donde)) for c, donde in sorted(casos.items())),
            negativas=dict(sorted(negativas.items())),
            estados=dict(sorted(Counter(str(c.estado) for c in computos).items())),
            custodio_ausente=custodio_ausente,
        )

    def escribir_casos(self) -> str:
        """Say every special case and where it happened, for another program."""
        casos = {caso: list(donde) for caso, _, donde in self.casos}
        casos["custodio_ausente"] = [str(self.custodio_ausente)]
        return json.dumps({"huella": self.huella, "casos": casos}, ensure_ascii=False, indent=2)

    @property
    def distintos(self) -> tuple[Renglon, ...]:
        """Options where more or fewer votes were counted than cast; empty when all is well."""
        return tuple(r for r in self.renglones if r.emitidos != r.contados)


def _comparar(
    catalogo: Catalogo, dias: Iterable[DiaVivido], computos: Iterable[Computo]
) -> list[Renglon]:
    emitidos: dict[str, Counter[int]] = {}
    for dia in dias:
        emitidos.setdefault(partir_mesa(dia.mesa)[0], Counter()).update(
            dict(enumerate(dia.emitidos))
        )
    renglones = []
    for computo in computos:
        demarcacion = catalogo.demarcacion(computo.demarcacion)
        if not demarcacion.planillas:
            continue
        contados = [renglon.votos for renglon in computo.resultado] + [computo.nulos]
        nombres = [planilla.nombre for planilla in demarcacion.planillas] + ["Voto nulo"]
        for lugar, (opcion, nombre) in enumerate(zip(demarcacion.opciones, nombres, strict=True)):
            renglones.append(
                Renglon(
                    computo.demarcacion,
                    opcion,
                    nombre,
                    emitidos.get(computo.demarcacion, Counter())[lugar],
                    contados[lugar],
                )
            )
    return renglones
