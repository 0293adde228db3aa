"""One demarcación: its cómputo made again from the actas, the decryptions and the rules."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from auditoria.errores import ErrorAuditoria, ReglaRota
from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.registro import asientos, firma
from auditoria.registro.expediente import Expediente
from auditoria.reglas.computo import FigurasDeMesa, computar, declarar_firme
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActosDeComision
from auditoria.verificador.hallazgos import Cuaderno, Nombre, primera_diferencia
from auditoria.verificador.mesa import MesaRevisada
from auditoria.verificador.papeles import comparar_papeles
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.taller import Taller


class ComputoDistinto(ReglaRota):
    """Adding up the mesas again gives another cómputo."""

    explicacion = "El cómputo no es el que resulta de las mesas y de las reglas"


class MesaSinComprobar(ReglaRota):
    """A mesa's acta or decryption did not hold, so its sum cannot be made again."""

    explicacion = "El cómputo no se pudo rehacer porque una mesa no se pudo leer"


def revisar_demarcacion(
    e: Expediente,
    sellado: Sellado,
    actos: ActosDeComision,
    demarcacion: Demarcacion,
    mesas: Mapping[str, MesaRevisada],
    taller: Taller,
    cuaderno: Cuaderno,
) -> dict[str, bytes]:
    """Check ``computo.json``, its signature, its citations and the papers drawn from it.

    Returns:
        ``{clave: bytes of computo.json as made again}``; empty when it could not be.
    """
    ruta = f"{demarcacion.clave}/computo.json"
    rehechos: dict[str, bytes] = {}
    with cuaderno.revisar(Nombre.COMPUTO, ruta):
        datos = e.leer(ruta)
        computo = Computo.leer(datos)
        cuaderno.cotejar(Nombre.COMPUTO, ruta, "proceso", computo.proceso, sellado.proceso)
        rehecho = _rehacer(sellado, actos, demarcacion, mesas, computo, cuaderno)
        rehechos[demarcacion.clave] = rehecho.escribir()
        if rehechos[demarcacion.clave] != datos:
            lugar, hecho = primera_diferencia(computo.a_valor(), rehecho.a_valor())
            raise ComputoDistinto(hecho, entrada=lugar)
    with cuaderno.revisar(Nombre.COMPUTO, f"{ruta}.firma"):
        firma.verificar(
            e.leer(f"{ruta}.firma"), e.leer(ruta), "computo", sellado.proceso, (sellado.comision,)
        )
    try:
        dibujados = taller.dibujar_demarcacion(sellado.contexto, e.leer, demarcacion.clave)
    except ErrorAuditoria as error:
        with cuaderno.revisar(Nombre.PAPELES, demarcacion.clave):
            raise error
    else:
        comparar_papeles(e, dibujados, cuaderno)
    return rehechos


def _rehacer(
    sellado: Sellado,
    actos: ActosDeComision,
    demarcacion: Demarcacion,
    mesas: Mapping[str, MesaRevisada],
    computo: Computo,
    cuaderno: Cuaderno,
) -> Computo:
    """Compute again, citing the session from the log; firm when the log says the time ran out."""
    concluido, lugar = actos.unico(asientos.ComputoConcluido, demarcacion=demarcacion.clave)
    sesion = actos.hora_de(lugar)
    figuras = []
    for mesa in demarcacion.mesas:
        revisada = mesas.get(id_de_mesa(demarcacion.clave, mesa.clave))
        if revisada is None or revisada.acta is None or not revisada.descifrado:
            raise MesaSinComprobar(mesa.clave)
        acta = revisada.acta
        figuras.append(
            FigurasDeMesa(
                mesa=revisada.mesa,
                testigos=acta.testigos,
                papel=acta.papel,
                votantes=acta.escrutinio.rubros.votantes,
                descifrado=revisada.descifrado,
            )
        )
    semilla = computo.sorteo.semilla if computo.sorteo is not None else None
    rehecho = computar(
        sellado.proceso, demarcacion, figuras, sellado.reglas, sesion, semilla=semilla
    )
    for computada in rehecho.mesas:
        descifrada, donde = actos.unico(asientos.MesaDescifrada, mesa=computada.mesa)
        cuaderno.cotejar(
            Nombre.DESCIFRADO, COMISION, donde, descifrada.cotejo, str(computada.cotejo)
        )
    cuaderno.cotejar(Nombre.COMPUTO, COMISION, lugar, concluido.estado, str(rehecho.estado))
    cuaderno.cotejar(
        Nombre.COMPUTO, COMISION, lugar, concluido.computo, sha256(rehecho.escribir()).digest()
    )
    for vencido, donde in actos.de_tipo(asientos.PlazoVencido):
        for citado in vencido.computos:
            if citado.demarcacion == demarcacion.clave:
                if rehecho.estado is EstadoContienda.COMPUTADA:
                    rehecho = declarar_firme(rehecho, actos.hora_de(donde))
                cuaderno.cotejar(
                    Nombre.COMPUTO,
                    COMISION,
                    donde,
                    citado.computo,
                    sha256(rehecho.escribir()).digest(),
                )
    return rehecho
