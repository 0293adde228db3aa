"""Make the officials' cards of a mesa, and register their public halves."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from auditoria.registro.llave import nombre
from eleccion.casos.comision import Comision
from eleccion.casos.preparacion.contendientes import mesas_que_votan
from eleccion.casos.tarjetas import acunar_tarjeta
from eleccion.dominio.etapas import ANTES_DEL_SELLO, ActoFueraDeEtapa
from eleccion.dominio.funcionarios import Funcionario
from eleccion.dominio.puertos import Azar
from eleccion.dominio.puertos_comision import TarjetaRegistrada


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeTarjetas:
    """What is needed to make the cards of one mesa.

    Attributes:
        carpeta: Where the files of the cards go; made if missing, private to its owner.
        funcionarios: Everybody designated for the mesa, suplentes included, by number.
    """

    proceso: str
    mesa: str
    carpeta: Path
    funcionarios: tuple[Funcionario, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TarjetasPreparadas:
    """Public halves of the cards of one mesa, by number."""

    mesa: str
    tarjetas: tuple[TarjetaRegistrada, ...]


def ordenes_de_tarjetas(*, comision: Comision, raiz: Path) -> tuple[OrdenDeTarjetas, ...]:
    """Order the cards of every mesa where people vote, by demarcación and number.

    Args:
        raiz: Folder that holds one folder per mesa.

    Raises:
        ActoFueraDeEtapa: The definition is sealed: other cards would open nothing, and would take
            the place of those that do.
    """
    with comision.leer() as lectura:
        etapa = lectura.proceso.leer().etapa
        if etapa not in ANTES_DEL_SELLO:
            raise ActoFueraDeEtapa("el proceso", "tarjetas", etapa)
        mesas = {mesa.id for mesa in mesas_que_votan(lectura)}
        grupos: dict[str, list[Funcionario]] = {}
        for funcionario in lectura.funcionarios.listar():
            if funcionario.mesa in mesas:
                grupos.setdefault(funcionario.mesa, []).append(funcionario)
    return tuple(
        OrdenDeTarjetas(
            proceso=comision.proceso,
            mesa=mesa,
            carpeta=raiz / mesa,
            funcionarios=tuple(grupo),
        )
        for mesa, grupo in grupos.items()
    )


def ruta_de_tarjeta(carpeta: Path, mesa: str, clave: str) -> Path:
    """Give the file of one card."""
    return carpeta / f"tarjeta-{mesa}-{clave}.json"


def preparar_tarjetas(
    orden: OrdenDeTarjetas, pines: Mapping[str, str], *, azar: Azar
) -> TarjetasPreparadas:
    """Make the cards of one mesa; each official types their PIN, which is kept nowhere.

    Args:
        pines: Six digits by key of the official.

    Raises:
        PinMalEscrito: Some PIN is not six digits.
    """
    orden.carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    demarcacion, _, mesa = orden.mesa.partition("-")
    registradas = []
    for funcionario in orden.funcionarios:
        tarjeta = acunar_tarjeta(
            ruta_de_tarjeta(orden.carpeta, orden.mesa, funcionario.clave),
            nombre(orden.proceso, demarcacion, mesa, funcionario.clave),
            pines[funcionario.clave],
            azar,
        )
        registradas.append(
            TarjetaRegistrada(
                mesa=orden.mesa,
                clave=funcionario.clave,
                llave=tarjeta.firma.publica.vkey,
                cifrado=base64.b64encode(tarjeta.cifrado_publico).decode(),
            )
        )
    return TarjetasPreparadas(mesa=orden.mesa, tarjetas=tuple(registradas))


def asentar_tarjetas(preparadas: Iterable[TarjetasPreparadas], *, comision: Comision) -> None:
    """Register the public halves; they enter the sealed definition."""
    with comision.abrir() as trabajo:
        for de_mesa in preparadas:
            for tarjeta in de_mesa.tarjetas:
                trabajo.registrar_tarjeta(tarjeta)
