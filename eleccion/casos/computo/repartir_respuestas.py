"""Put the answers of the custodians with the decryptions of a session, or say why one is of none.

Page: docs/formato-parcial.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from auditoria.formatos.claves import id_de_mesa
from auditoria.verificador.sellado import Sellado
from boletas.cripto.conjunto import huella_de_conjunto, leer_huella_sin_verificar
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_registro import leer_por_descifrar
from eleccion.casos.computo.asentar_tanda import ruta_de_conjunto
from eleccion.casos.computo.descifrar_conjunto import OrdenDeConjunto, ordenes_de_conjunto
from eleccion.casos.computo.descifrar_tanda import OrdenDeDescifrado, ordenes_de_descifrado
from eleccion.casos.computo.respuestas import Respuestas
from eleccion.casos.sellado import leer_sellado_en
from eleccion.errores import ActoIndebido


class RespuestaAjena(ActoIndebido):
    """It answers for another process, for a mesa that is not decrypted now, or for nobody."""

    explicacion: ClassVar[str] = "La respuesta no es de un custodio y una mesa de esta tanda"


class RespuestasFaltantes(ActoIndebido):
    """A session decrypts everything that may be decrypted, or nothing."""

    explicacion: ClassVar[str] = "No alcanzan las respuestas de los custodios"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reparto:
    """What a session decrypts, each with its answers in ``custodios``.

    Attributes:
        hechas: Names of files that answer for what an earlier session decrypted; not used again.
    """

    ordenes: tuple[OrdenDeDescifrado, ...]
    conjuntos: tuple[OrdenDeConjunto, ...]
    hechas: tuple[str, ...]

    @property
    def presentes(self) -> tuple[int, ...]:
        """Custodians who answered for something of it, by index."""
        de_cada_una = [o.custodios for o in self.ordenes] + [o.custodios for o in self.conjuntos]
        return tuple(sorted({dueno for suyas in de_cada_una for dueno, _ in suyas}))


def repartir_respuestas(respuestas: Respuestas, *, comision: Comision) -> Reparto:
    """Order every decryption that waits, each with those who answered for it.

    Raises:
        RespuestaAjena: An answer is of nothing of this session, nor of an earlier one.
        RespuestasFaltantes: Of some mesa or set there are fewer than the threshold.
        RegistroCambiado: A record of a set is not the one that was verified.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    ordenes = {
        _uuid(sellado, orden.mesa): orden for orden in ordenes_de_descifrado({}, comision=comision)
    }
    conjuntos = {
        _huella(sellado, orden): orden for orden in ordenes_de_conjunto({}, comision=comision)
    }
    previas = _descifradas_antes(sellado, comision)
    hechas = []
    for asunto, suyas in respuestas.por_asunto.items():
        for dueno, ruta in suyas.items():
            if not 1 <= dueno <= sellado.custodios.total:
                raise RespuestaAjena(f"no hay un custodio {dueno}", archivo=ruta.name)
            if asunto in previas:
                hechas.append(ruta.name)
            elif asunto not in ordenes and asunto not in conjuntos:
                raise RespuestaAjena(archivo=ruta.name)
    reparto = Reparto(
        ordenes=tuple(replace(o, custodios=respuestas.de(clave)) for clave, o in ordenes.items()),
        conjuntos=tuple(
            replace(o, custodios=respuestas.de(clave)) for clave, o in conjuntos.items()
        ),
        hechas=tuple(hechas),
    )
    _exigir_bastantes(reparto, sellado.custodios.umbral)
    return reparto


def _exigir_bastantes(reparto: Reparto, umbral: int) -> None:
    """Say at once every mesa that lacks answers, before anything is verified."""
    hay: Mapping[str, int] = {
        **{orden.mesa: len(orden.custodios) for orden in reparto.ordenes},
        **{
            " con ".join(m.mesa for m in orden.mesas): len(orden.custodios)
            for orden in reparto.conjuntos
        },
    }
    faltan = [f"{que}, {n} de {umbral}" for que, n in hay.items() if n < umbral]
    if faltan:
        raise RespuestasFaltantes("; ".join(faltan))


def _uuid(sellado: Sellado, mesa: str) -> str:
    return sellado.catalogo.ubicar(mesa)[1].uuid or ""


def _huella(sellado: Sellado, orden: OrdenDeConjunto) -> str:
    """Fingerprint that a custodian's program gives to this set."""
    mesas = []
    for mesa in orden.mesas:
        _, fijado = leer_por_descifrar(mesa)
        mesas.append((fijado.sha256.hex(), _uuid(sellado, mesa.mesa)))
    return huella_de_conjunto(mesas)


def _descifradas_antes(sellado: Sellado, comision: Comision) -> frozenset[str]:
    """What earlier sessions opened, alone or together."""
    asuntos = set()
    with comision.leer() as lectura:
        for demarcacion in sellado.catalogo.demarcaciones:
            if lectura.documentos.tiene(ruta := ruta_de_conjunto(demarcacion.clave)):
                asuntos.add(leer_huella_sin_verificar(lectura.documentos.leer(ruta)))
            for mesa in demarcacion.mesas:
                hecho = lectura.descifrado(id_de_mesa(demarcacion.clave, mesa.clave))
                if mesa.uuid and hecho and hecho.resultado:
                    asuntos.add(mesa.uuid)
    return frozenset(asuntos)
