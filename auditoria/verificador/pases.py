"""The pases of a mesa: each ended in one state at most, and no ballot stands under an unused one.

Page: docs/formato-pases-abiertos.md.
"""

from __future__ import annotations

from hashlib import sha256

from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import CierreUrna
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.formatos.pases_abiertos import PasesAbiertos, RubroDePases
from auditoria.registro import asientos
from auditoria.reglas.pases import SobresDePases, cerrar_pases, comparar_pases
from auditoria.verificador.citas import ArchivoDistinto
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comprobadas import PaseConDosDestinos
from auditoria.verificador.hallazgos import Nombre
from auditoria.verificador.mesa_en_revision import MesaEnRevision
from boletas.cripto.verificacion import ArchivoVerificado
from boletas.errores import CredencialNoListada

ARCHIVO = "pases-abiertos.json"


def revisar_pases(
    m: MesaEnRevision, comprobadas: Comprobadas, archivo: ArchivoVerificado, cierre: CierreUrna
) -> None:
    """Each credential ended in one state at most, and the states add up to the list."""
    ruta = f"{m.ruta}/comprobadas.json"
    m.cuaderno.cotejar(
        Nombre.PASES,
        ruta,
        "comprobadas",
        len(comprobadas.comprobadas),
        cierre.comprobadas,
    )
    with m.cuaderno.revisar(Nombre.PASES, ruta, cuenta=len(archivo.credenciales.publicas)):
        abiertas = {c.credencial for c in comprobadas.comprobadas}
        if abiertas & set(archivo.usadas) or not abiertas <= archivo.credenciales.conjunto:
            raise PaseConDosDestinos("comprobado y depositado, o fuera de la lista")
        gastados = len(archivo.usadas) + len(abiertas) + cierre.inutilizadas
        if gastados > len(archivo.credenciales.publicas):
            raise PaseConDosDestinos(f"{gastados} pases gastados")


def revisar_pases_abiertos(
    m: MesaEnRevision,
    comprobadas: Comprobadas,
    archivo: ArchivoVerificado,
    cerrado: ArchivoVerificado | None,
    acta: Acta,
) -> None:
    """No ballot stands under a pase that was opened unused, and the balance closes as sets.

    Args:
        archivo: With the ballots of machines found after the close.
        cerrado: As the mesa closed it, which is what the balance is of; ``None`` where it is not
            known.
    """
    if m.citas is None or m.citas.abiertos is None:
        return
    asentados, hora = m.citas.abiertos, m.citas.abiertos_a
    ruta = f"{m.ruta}/{ARCHIVO}"
    with m.cuaderno.revisar(Nombre.PASES, ruta):
        abiertos = PasesAbiertos.leer(_leer_firmado(m, ruta, asentados))
        for campo, dicho, consta in (
            ("proceso", abiertos.proceso, m.sellado.proceso),
            ("mesa", abiertos.mesa, m.id),
            ("huella", abiertos.huella, m.sellado.lista.huella),
            ("hora", abiertos.hora, hora),
        ):
            m.cuaderno.cotejar(Nombre.PASES, ruta, campo, dicho, consta)
        m.cuaderno.cotejar(
            Nombre.PASES,
            COMISION,
            f"PasesAbiertos {m.id}",
            (asentados.sobrantes, asentados.inutilizados),
            (len(abiertos.sobrantes), len(abiertos.inutilizados)),
        )
        _revisar_credenciales(m, ruta, abiertos, comprobadas, archivo)
        if cerrado is not None:
            _revisar_cuenta(m, ruta, abiertos, comprobadas, cerrado, acta)


def _leer_firmado(m: MesaEnRevision, ruta: str, asentados: asientos.PasesAbiertos) -> bytes:
    """Read the file that the log fixed; its signatures are a finding of their own."""
    datos = m.e.leer(ruta)
    with m.cuaderno.revisar(Nombre.PASES, f"{ruta}.firma"):
        m.exigir_firmas(ruta, datos, PasesAbiertos.formato)
    if sha256(datos).digest() != asentados.pases:
        raise ArchivoDistinto(COMISION)
    return datos


def _revisar_credenciales(
    m: MesaEnRevision,
    ruta: str,
    abiertos: PasesAbiertos,
    comprobadas: Comprobadas,
    archivo: ArchivoVerificado,
) -> None:
    """Each opened slip is of the mesa and gave no ballot; one that did is named."""
    depositadas = set(archivo.usadas)
    comprobados = {c.credencial for c in comprobadas.comprobadas}
    for sobre, credenciales in (
        ("sobrantes", abiertos.sobrantes),
        ("inutilizados", abiertos.inutilizados),
    ):
        for lugar, credencial in enumerate(credenciales):
            with m.cuaderno.revisar(Nombre.PASES, ruta, f"{sobre}[{lugar}]"):
                if credencial not in archivo.credenciales.conjunto:
                    raise CredencialNoListada("el pase abierto no es de esta mesa")
                if credencial in depositadas:
                    raise PaseConDosDestinos("nadie usó este pase y hay una boleta con él")
                if credencial in comprobados:
                    raise PaseConDosDestinos("nadie usó este pase y se comprobó una boleta con él")


def _revisar_cuenta(
    m: MesaEnRevision,
    ruta: str,
    abiertos: PasesAbiertos,
    comprobadas: Comprobadas,
    archivo: ArchivoVerificado,
    acta: Acta,
) -> None:
    """Received = left over + spoiled + opened + deposited + not given back, as sets."""
    hallados = cerrar_pases(
        archivo.credenciales.conjunto,
        archivo.usadas,
        [c.credencial for c in comprobadas.comprobadas],
        SobresDePases(
            sobrantes=abiertos.sobrantes,
            inutilizados=abiertos.inutilizados,
            sobrantes_ilegibles=abiertos.sobrantes_ilegibles,
            inutilizados_ilegibles=abiertos.inutilizados_ilegibles,
        ),
    )
    urna = acta.escrutinio.rubros.urna
    dichas = tuple((d.rubro, d.acta, d.hallado) for d in abiertos.diferencias)
    motivos = set(m.sellado.reglas.claves_de_diferencia)
    for campo, dicho, consta in (
        ("no_devueltos", abiertos.no_devueltos, hallados[RubroDePases.NO_DEVUELTOS]),
        ("diferencias", dichas, () if urna is None else comparar_pases(urna, hallados)),
        ("motivos", {d.motivo for d in abiertos.diferencias} <= motivos, True),
    ):
        m.cuaderno.cotejar(Nombre.PASES, ruta, campo, dicho, consta)
