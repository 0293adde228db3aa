"""Write down a session of the custodians: the second count beside the first, and who took part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final, Literal

from auditoria.formatos.claves import orden_de_mesa, partir_mesa
from auditoria.formatos.computo import Cotejo, cotejar
from auditoria.formatos.custodios import Custodios
from auditoria.registro import firma
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo
from auditoria.registro.asientos import MesaDescifrada as DescifradoAsentado
from auditoria.registro.asientos import TandaDescifrada
from eleccion.casos.comision import Comision
from eleccion.casos.computo.descifrar_conjunto import NOMBRE, ConjuntoDescifrado
from eleccion.casos.computo.descifrar_tanda import MesaDescifrada
from eleccion.casos.computo.formar_tanda import TandaPosible, formar_tanda
from eleccion.casos.computo.hallados_asentados import boletas_unidas
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.etapas import MESA
from eleccion.dominio.puertos_comision import (
    DescifradoGuardado,
    RegistroGuardado,
    TrabajoDeComision,
)
from eleccion.errores import ActoIndebido


class TandaIndebida(ActoIndebido):
    """A mesa with too few ballots was opened alone, or a set is not the one that is due."""

    explicacion: ClassVar[str] = "La mesa o el conjunto no es de los que se descifran"


class DescifradoAlterado(ActoIndebido):
    """The files of a decryption are not those that the session made."""

    explicacion: ClassVar[str] = "Los archivos del descifrado cambiaron"


def asentar_tanda(
    tanda: int,
    descifradas: Iterable[MesaDescifrada],
    *,
    presentes: Collection[int],
    comision: Comision,
    hora: datetime,
    conjuntos: Iterable[ConjuntoDescifrado] = (),
    destino: Path | None = None,
) -> None:
    """Write down a session: each mesa's second count beside its first, and who took part.

    Its files come to their place with the state of each mesa, so that another session, which
    began meanwhile and comes too late, leaves none of its own there.

    Args:
        tanda: Number of the session, from 1.
        conjuntos: Sets decrypted in it.
        presentes: Indices of the custodians who came.
        destino: Where the files stay: with the commission, or elsewhere in a dry run.

    Raises:
        ActoFueraDeEtapa: Some mesa is not ready: in conflict, or decrypted before.
        TandaIndebida: It is not to be decrypted alone, or not in that set.
        DescifradoAlterado: Its files changed since.
    """
    hechas, juntas = tuple(descifradas), tuple(conjuntos)
    culpables = (*(h.culpables for h in hechas), *(j.culpables for j in juntas))
    lugar = destino or comision.carpetas.descifrados
    descartados = {indice for indices in culpables for indice in indices}
    sellado = leer_sellado_en(comision.carpetas.definicion)
    with comision.abrir() as trabajo:
        total = Custodios.leer(trabajo.documentos.leer("custodios.json")).total
        posible = formar_tanda(trabajo, sellado)
        for junta in juntas:
            _asentar_conjunto(junta, posible, trabajo, comision, tanda, hora)
            for mesa in junta.mesas:
                _acomodar(junta.descifrados / mesa, lugar / mesa, _archivos(mesa)[:1])
        for hecha in hechas:
            _asentar_mesa(hecha, posible, trabajo, comision, tanda, hora)
            _acomodar(hecha.carpeta, lugar / hecha.mesa, _archivos(hecha.mesa))
        trabajo.asentar(
            TandaDescifrada(
                tanda=tanda,
                mesas=tuple(
                    sorted(
                        (*(h.mesa for h in hechas), *(m for j in juntas for m in j.mesas)),
                        key=orden_de_mesa,
                    )
                ),
                custodios=tuple(sorted(presentes)),
                ausentes=tuple(i for i in range(1, total + 1) if i not in presentes),
                descartados=tuple(sorted(descartados)),
            ),
            hora,
        )
    comision.sellar_punto()


def _asentar_mesa(
    hecha: MesaDescifrada,
    posible: TandaPosible,
    trabajo: TrabajoDeComision,
    comision: Comision,
    tanda: int,
    hora: datetime,
) -> None:
    """Write down a mesa that was decrypted alone, and sign its second proofs."""
    estado = trabajo.estado_de_mesa(hecha.mesa, bloquear=True)
    trabajo.mover_mesa(hecha.mesa, MESA.aplicar(estado, "descifrar"))
    _exigir_unidas(trabajo, hecha.mesa, hecha.unidas)
    if hecha.mesa not in posible.solas:
        raise TandaIndebida(hecha.mesa)
    guardado = _cotejar(hecha, trabajo.registros(hecha.mesa)[0], tanda)
    _firmar(hecha, comision)
    trabajo.guardar_descifrado(guardado)
    trabajo.asentar(
        DescifradoAsentado(
            mesa=hecha.mesa,
            archivo=hecha.archivo,
            descifrado=hecha.descifrado,
            resultado=hecha.resultado,
            cotejo=_ASENTADOS[guardado.cotejo],
        ),
        hora,
    )


def _exigir_unidas(trabajo: TrabajoDeComision, mesa: str, unidas: int) -> None:
    """What was decrypted holds every ballot that had to join: a machine may be found meanwhile."""
    if len(boletas_unidas(trabajo, mesa)) != unidas:
        raise TandaIndebida(f"{mesa}: entretanto se asentó un equipo hallado")


def leer_descifrado(
    comision: Comision, guardado: DescifradoGuardado
) -> Iterator[tuple[str, bytes]]:
    """Give the files of a decryption by name, and no other that lies beside them.

    Raises:
        DescifradoAlterado: One of them is not the one that the session wrote down.
    """
    carpeta = comision.carpetas.descifrados / guardado.mesa
    bel, contenido, firmado = _archivos(guardado.mesa)
    fijados = {bel: guardado.archivo, contenido: guardado.descifrado}
    # Of a mesa inside of a set nothing was decrypted alone.
    for nombre in (bel, contenido, firmado) if guardado.resultado else (bel,):
        octetos = (carpeta / nombre).read_bytes()
        if sha256(octetos).digest() != fijados.get(nombre, sha256(octetos).digest()):
            raise DescifradoAlterado(f"{guardado.mesa}, {nombre}")
        yield nombre, octetos


def _archivos(mesa: str) -> tuple[str, str, str]:
    """Names of the files of a decryption: the archive first."""
    return f"{partir_mesa(mesa)[1]}.bel", "descifrado.json", "descifrado.json.firma"


def _acomodar(de: Path, a: Path, nombres: Iterable[str]) -> None:
    """Bring files to their place, whole: they are on the same disk."""
    if de == a:
        return
    a.mkdir(mode=0o700, parents=True, exist_ok=True)
    for nombre in nombres:
        (de / nombre).replace(a / nombre)
    asegurar_directorio(a)


def _asentar_conjunto(
    junta: ConjuntoDescifrado,
    posible: TandaPosible,
    trabajo: TrabajoDeComision,
    comision: Comision,
    tanda: int,
    hora: datetime,
) -> None:
    """Write down a set: one decryption, cited by each of its mesas; none has a total of its own."""
    contenido = junta.ruta.read_bytes()
    if sha256(contenido).digest() != junta.contenido:
        raise DescifradoAlterado(junta.demarcacion)
    for mesa, archivo, unidas in zip(junta.mesas, junta.archivos, junta.unidas, strict=True):
        estado = trabajo.estado_de_mesa(mesa, bloquear=True)
        trabajo.mover_mesa(mesa, MESA.aplicar(estado, "descifrar"))
        _exigir_unidas(trabajo, mesa, unidas)
        bel = junta.descifrados / mesa / f"{partir_mesa(mesa)[1]}.bel"
        if sha256(bel.read_bytes()).digest() != archivo:
            raise DescifradoAlterado(mesa)
        trabajo.guardar_descifrado(
            DescifradoGuardado(
                mesa=mesa,
                tanda=tanda,
                archivo=archivo,
                descifrado=junta.contenido,
                resultado=(),
                cotejo=Cotejo.EN_CONJUNTO,
            )
        )
        trabajo.asentar(
            DescifradoAsentado(
                mesa=mesa,
                archivo=archivo,
                descifrado=junta.contenido,
                resultado=(),
                cotejo="en_conjunto",
            ),
            hora,
        )
    if posible.conjuntos.get(junta.demarcacion) != junta.mesas:
        raise TandaIndebida(junta.demarcacion)
    ruta = ruta_de_conjunto(junta.demarcacion)
    trabajo.documentos.guardar(ruta, contenido)
    firmado = firma.firmar("conjunto", comision.proceso, contenido, [comision.llave])
    trabajo.documentos.guardar(f"{ruta}.firma", firmado)


def ruta_de_conjunto(demarcacion: str) -> str:
    """Path of the decryption of a set in the expediente."""
    return f"{demarcacion}/{NOMBRE}"


def _cotejar(hecha: MesaDescifrada, registro: RegistroGuardado, tanda: int) -> DescifradoGuardado:
    """Put the second count beside the first; neither changes the other."""
    return DescifradoGuardado(
        mesa=hecha.mesa,
        tanda=tanda,
        archivo=hecha.archivo,
        descifrado=hecha.descifrado,
        resultado=hecha.resultado,
        cotejo=cotejar(registro.testigos, hecha.resultado),
    )


def _firmar(hecha: MesaDescifrada, comision: Comision) -> None:
    bel = f"{partir_mesa(hecha.mesa)[1]}.bel"
    contenido = (hecha.carpeta / "descifrado.json").read_bytes()
    if (
        sha256(contenido).digest() != hecha.descifrado
        or sha256((hecha.carpeta / bel).read_bytes()).digest() != hecha.archivo
    ):
        raise DescifradoAlterado(hecha.mesa)
    firmado = firma.firmar("descifrado", comision.proceso, contenido, [comision.llave])
    escribir_archivo(hecha.carpeta / "descifrado.json.firma", firmado)


_ASENTADOS: Final[Mapping[Cotejo, Literal["coincide", "difiere", "en_conjunto", "sin_testigo"]]] = {
    Cotejo.COINCIDE: "coincide",
    Cotejo.DIFIERE: "difiere",
    Cotejo.EN_CONJUNTO: "en_conjunto",
    Cotejo.SIN_TESTIGO: "sin_testigo",
}
"""What a decryption may say of the first count."""
