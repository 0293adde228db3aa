"""What a simulation tells at its end: what was cast beside what was counted, and what happened."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.claves import id_de_mesa, partir_mesa
from auditoria.formatos.computo import Computo, Cotejo
from auditoria.formatos.reglas import Prevalece
from auditoria.verificador.sellado import Sellado
from eleccion.simulacion.casos_especiales import se_revoca_el_sello
from eleccion.simulacion.orden_de_dia import DiaVivido
from eleccion.simulacion.permitidos import (
    AUSENTE,
    CASOS,
    POR_MODO,
    POR_VIA,
    RESELLADO,
    SIN_CONTAR,
    SIN_TESTIGO,
    Permitidos,
)
from eleccion.simulacion.poblado import Poblado


@dataclass(frozen=True, slots=True)
class Renglon:
    """One option of one demarcación: votes cast by people, votes counted by the process.

    Attributes:
        sin_contar: Of those cast, the ones that by the rules nobody counts.
    """

    demarcacion: str
    opcion: str
    nombre: str
    emitidos: int
    contados: int
    sin_contar: int = 0


@dataclass(frozen=True, slots=True)
class SinContar:
    """Votes of a mesa that were cast and that by the rules are not counted, and why."""

    mesa: str
    votos: tuple[int, ...]
    causa: str


_EN_TODAS = "todo el pueblo"
NULIDAD = "quien resolvió la impugnación anuló la votación de la mesa"
TARDE = "el equipo que los guardaba se halló después del cierre y sus boletas no se descifran"


@dataclass(frozen=True, slots=True)
class Resumen:
    """The comparison, option by option, and the special cases with where each happened.

    Attributes:
        renglones: By demarcación and ballot order.
        casos: ``(kind, how many, where)`` in alphabetical order of kind.
        negativas: People turned away per reason.
        sin_contar: Votes that were cast and that by the rules nobody counts.
        no_posibles: Per case that this convocatoria leaves no place for, why not.
        sin_lugar: Cases that it would have let happen, and that this town was too small for.
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
    sin_contar: tuple[SinContar, ...] = ()
    no_posibles: Mapping[str, str] = field(default_factory=dict)
    sin_lugar: tuple[str, ...] = ()

    @classmethod
    def de(
        cls,
        sellado: Sellado,
        poblado: Poblado,
        dias: Sequence[DiaVivido],
        computos: Sequence[Computo],
        ausentes: Iterable[int],
        de_la_noche: Mapping[str, Sequence[str]],
    ) -> Resumen:
        """Compare what the people of the town cast with what the process counted.

        Args:
            sellado: The last seal; its fingerprint covers every mesa.
            ausentes: Indices of the custodians who came to no session.
            de_la_noche: What was photographed and announced at the commission, by case.
        """
        catalogo, reglas = sellado.catalogo, sellado.reglas
        casos: dict[str, list[str]] = {}
        for caso in poblado.casos:
            casos.setdefault(caso.clave, []).append(caso.lugar)
        for demarcacion, mesa_del_catalogo in catalogo.mesas():
            if mesa_del_catalogo.admite_papel:
                lugar = id_de_mesa(demarcacion.clave, mesa_del_catalogo.clave)
                casos.setdefault(f"modalidad_{mesa_del_catalogo.modalidad}", []).append(lugar)
        for mesa, tropiezo in poblado.tropiezos.items():
            casos.setdefault(str(tropiezo), []).append(mesa)
        for mesa, camino in sorted(poblado.caminos.items()):
            casos.setdefault(str(camino), []).append(mesa)
        for demarcacion_en_litigio, litigio in sorted(poblado.litigios.items()):
            casos.setdefault(str(litigio), []).append(demarcacion_en_litigio)
        for mesa, otra in poblado.repiten.items():
            casos.setdefault("registrada_en_dos_mesas", []).append(f"{otra}, {mesa}")
        for computo in computos:
            if computo.empatadas and computo.demarcacion not in casos.get("empate", ()):
                casos.setdefault("empate", []).append(computo.demarcacion)
            for caso_suyo, lugar in _de_computo(computo):
                casos.setdefault(caso_suyo, []).append(lugar)
        negativas: Counter[str] = Counter()
        for dia in dias:
            negativas.update(dia.negativas)
            for caso_del_dia in dia.casos:
                casos.setdefault(caso_del_dia, []).append(dia.mesa)
            if dia.diferencias:
                casos.setdefault("diferencia_explicada", []).append(dia.mesa)
        sin_contar = tuple(_sin_contar(dias, computos))
        for de_mesa in sin_contar:
            casos.setdefault(SIN_CONTAR, []).append(de_mesa.mesa)
        casos[POR_MODO[reglas.padron.valor.modo]] = [_EN_TODAS]
        if not reglas.testigo.valor.activo and any(m.tiene_urna for _, m in catalogo.mesas()):
            casos[SIN_TESTIGO] = [_EN_TODAS]
        casos[AUSENTE] = [f"custodio {ausente}" for ausente in ausentes]
        casos |= {caso: list(donde) for caso, donde in de_la_noche.items()}
        casos |= _de_los_sellos(sellado)
        casos = {caso: donde for caso, donde in casos.items() if donde}
        vedados = Permitidos(reglas).causas
        return cls(
            huella=sellado.corta,
            demarcaciones=len(catalogo.demarcaciones),
            mesas=len(dias),
            recibieron_pase=sum(dia.recibieron_pase for dia in dias),
            votos=sum(sum(dia.emitidos) for dia in dias),
            renglones=tuple(_comparar(catalogo, dias, computos, sin_contar)),
            casos=tuple((c, len(donde), tuple(donde)) for c, donde in sorted(casos.items())),
            negativas=dict(sorted(negativas.items())),
            estados=dict(sorted(Counter(str(c.estado) for c in computos).items())),
            sin_contar=sin_contar,
            no_posibles=dict(sorted(vedados.items())),
            sin_lugar=tuple(sorted(CASOS - casos.keys() - vedados.keys())),
        )

    def escribir_casos(self) -> str:
        """Say every special case and where it happened, for another program."""
        casos = {caso: list(donde) for caso, _, donde in self.casos}
        dicho = {
            "huella": self.huella,
            "casos": casos,
            "sin_contar": self.escribir_sin_contar(),
            "no_posibles": dict(self.no_posibles),
            "sin_lugar": list(self.sin_lugar),
        }
        return json.dumps(dicho, ensure_ascii=False, indent=2)

    def escribir_sin_contar(self) -> dict[str, dict[str, object]]:
        """Say per mesa how many votes are cast and not counted, and why."""
        return {s.mesa: {"votos": sum(s.votos), "causa": s.causa} for s in self.sin_contar}

    @property
    def distintos(self) -> tuple[Renglon, ...]:
        """Options where more or fewer votes were counted than had to be; empty when all is well."""
        return tuple(r for r in self.renglones if r.emitidos != r.contados + r.sin_contar)


def _de_los_sellos(sellado: Sellado) -> dict[str, list[str]]:
    """What was done with the seal of a town before its day, and where."""
    reselladas = [c for s in sellado.cadena if s.resello for c in s.resello.demarcaciones]
    se_revoco = se_revoca_el_sello(len(sellado.catalogo.demarcaciones))
    return {"sello_revocado": ["comision"] if se_revoco else [], RESELLADO: reselladas}


def _de_computo(computo: Computo) -> Iterator[tuple[str, str]]:
    """What was done to reach the result of a demarcación, and where."""
    if computo.via is not None:
        yield POR_VIA[computo.via], computo.demarcacion
    for conjunto in computo.conjuntos:
        yield "mesas_en_conjunto", ", ".join(conjunto.mesas)
    for acuerdo in computo.acuerdos:
        yield "acuerdo", f"{computo.demarcacion} ({acuerdo.asunto})"


def _sin_contar(dias: Iterable[DiaVivido], computos: Iterable[Computo]) -> Iterator[SinContar]:
    """Votes of an annulled mesa, and those that only a machine found too late holds."""
    computadas = {mesa.mesa: mesa for computo in computos for mesa in computo.mesas}
    for dia in dias:
        mesa = computadas[dia.mesa]
        if mesa.anulada:
            yield SinContar(dia.mesa, dia.emitidos, NULIDAD)
            continue
        descifrado = mesa.prevalece is Prevalece.DIGITAL or mesa.cotejo is Cotejo.SIN_TESTIGO
        if sum(dia.aparte) and descifrado and not mesa.unidas:
            yield SinContar(dia.mesa, dia.aparte, TARDE)


def _comparar(
    catalogo: Catalogo,
    dias: Iterable[DiaVivido],
    computos: Iterable[Computo],
    sin_contar: Iterable[SinContar],
) -> list[Renglon]:
    emitidos = _sumar((dia.mesa, dia.emitidos) for dia in dias)
    perdidos = _sumar((de_mesa.mesa, de_mesa.votos) for de_mesa in sin_contar)
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
                    perdidos.get(computo.demarcacion, Counter())[lugar],
                )
            )
    return renglones


def _sumar(de_mesas: Iterable[tuple[str, Sequence[int]]]) -> dict[str, Counter[int]]:
    """Add the votes of the mesas of each demarcación, by place of the answer."""
    sumas: dict[str, Counter[int]] = {}
    for mesa, votos in de_mesas:
        sumas.setdefault(partir_mesa(mesa)[0], Counter()).update(dict(enumerate(votos)))
    return sumas
