"""Pases spent in two machines of one urna: published whole, proved, and counted nowhere.

Page: docs/formato-conflictos.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container

from auditoria.errores import ReglaRota
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.formatos.conflictos import ARCHIVO, Conflicto, Conflictos, FinDePase
from auditoria.registro import asientos, firma
from auditoria.registro.llave import LlavePublica
from auditoria.registro.relevo import Historia
from auditoria.verificador.comprobadas import CredencialDistinta
from auditoria.verificador.hallazgos import Nombre
from auditoria.verificador.mesa_en_revision import MesaEnRevision
from boletas.cripto.boleta import verificar_boleta
from boletas.cripto.definicion import Definicion
from boletas.cripto.verificacion import ArchivoVerificado
from boletas.errores import CredencialNoListada, Incumplimiento


class ConflictoFalso(ReglaRota):
    """An entry states an end that the record does not show, or the same act twice."""

    explicacion = "El conflicto no es el que resulta de las dos urnas"


class ConflictosDistintos(ReglaRota):
    """The file and the log do not say of as many conflicts."""

    explicacion = "Los conflictos publicados no son los que dice la bitácora de la urna"


def hubo_reunion(historia: Historia) -> bool:
    """Tell whether a machine was found again, so that the file has to be there."""
    return any(isinstance(e.asiento, asientos.UrnaReunida) for e, _ in historia.pasos)


def exigir_cuentas(publicados: Conflictos, historia: Historia) -> None:
    """As many conflicts of each machine as the reunion with it says.

    Raises:
        ConflictosDistintos: More or fewer.
    """
    dichos: Counter[int] = Counter()
    for entrada, _ in historia.pasos:
        if isinstance(entrada.asiento, asientos.UrnaReunida):
            generacion = int(entrada.asiento.anterior.origen.rpartition("-")[2])
            dichos[generacion] += entrada.asiento.conflictos
    constan = Counter(conflicto.generacion for conflicto in publicados.conflictos)
    if constan != +dichos:
        raise ConflictosDistintos(f"constan {constan.total()} y dice {dichos.total()}")


def probar_conflicto(
    conflicto: Conflicto,
    definicion: Definicion,
    credenciales: Container[str],
    depositadas: Collection[str],
    comprobadas: Collection[str],
) -> None:
    """Prove one entry; nothing of it is counted.

    Args:
        depositadas: Credentials on the ballots of the archive.
        comprobadas: Those of the ballots that were opened.

    Raises:
        ConflictoFalso, CredencialDistinta: See each.
        Incumplimiento: The ballot fails; the class says which check.
    """
    if conflicto.credencial not in credenciales:
        raise CredencialNoListada("la credencial no está en la lista publicada")
    if conflicto.credencial in depositadas:
        fin = FinDePase.DEPOSITADA
    elif conflicto.credencial in comprobadas:
        fin = FinDePase.COMPROBADA
    else:
        fin = FinDePase.INUTILIZADA
    if conflicto.en_urna is not fin:
        raise ConflictoFalso(f"dice {conflicto.en_urna} y consta {fin}")
    if conflicto.boleta is None:
        if fin is FinDePase.INUTILIZADA:
            raise ConflictoFalso("cancelado en las dos")
        return
    boleta = verificar_boleta(conflicto.boleta.encode(), definicion, credenciales)
    if boleta.credencial != conflicto.credencial:
        raise CredencialDistinta(boleta.credencial)


def revisar_conflictos(
    m: MesaEnRevision,
    historia: Historia,
    llave: LlavePublica | None,
    comprobadas: Comprobadas | None,
    archivo: ArchivoVerificado | None,
) -> None:
    """Check the file of a mesa; a failure names its entry and the next is looked at.

    Args:
        llave: Of the machine that closed the urna; ``None`` where nobody vouched for one.
    """
    ruta = f"{m.ruta}/{ARCHIVO}"
    if not hubo_reunion(historia):
        return
    leidos = None
    with m.cuaderno.revisar(Nombre.PASES, ruta):
        leidos = Conflictos.leer(m.e.leer(ruta))
        for campo, valor in (("proceso", m.sellado.proceso), ("mesa", m.id)):
            m.cuaderno.cotejar(Nombre.PASES, ruta, campo, getattr(leidos, campo), valor)
        exigir_cuentas(leidos, historia)
    if llave is not None:
        with m.cuaderno.revisar(Nombre.PASES, f"{ruta}.firma"):
            firma.verificar(
                m.e.leer(f"{ruta}.firma"),
                m.e.leer(ruta),
                Conflictos.formato,
                m.sellado.proceso,
                (llave,),
            )
    if leidos is None or archivo is None or comprobadas is None:
        return
    propias = dict(zip(archivo.usadas, archivo.boletas, strict=True))
    abiertas = {c.credencial: c.huella.hex() for c in comprobadas.comprobadas}
    for lugar, conflicto in enumerate(leidos.conflictos):
        entrada = f"conflictos[{lugar}]"
        with m.cuaderno.revisar(Nombre.PASES, ruta, entrada):
            try:
                probar_conflicto(
                    conflicto, m.definicion, archivo.credenciales.conjunto, propias, abiertas
                )
            except Incumplimiento as falla:
                falla.entrada = f"{entrada}, {falla.entrada}" if falla.entrada else entrada
                raise
            misma = (propias | abiertas).get(conflicto.credencial)
            if conflicto.en_urna is conflicto.en_hallada and _huella(conflicto) == misma:
                raise ConflictoFalso("el mismo acto en las dos")


def _huella(conflicto: Conflicto) -> str | None:
    return None if conflicto.huella is None else conflicto.huella.hex()
