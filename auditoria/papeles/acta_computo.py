"""Acta de cómputo of a demarcación: the sum of its mesas, the second count and what follows.

Fields: docs/papeles.md.
"""

from __future__ import annotations

from auditoria.formatos.catalogo import Demarcacion, Planilla
from auditoria.formatos.computo import Computo, Cotejo
from auditoria.papeles.codigos import tabla_de_codigos
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.cuentas_por_mesa import cuentas_por_mesa
from auditoria.papeles.datos import DatosDeComputo
from auditoria.papeles.desenlace import explicar, explicar_desempate, titular
from auditoria.papeles.errores import PlanillaAusente
from auditoria.papeles.horas import fecha, fecha_y_hora
from auditoria.papeles.novedades import novedades, version_de, version_en_palabras
from auditoria.papeles.palabras import (
    cifra,
    fundamento,
    si_o_no,
)
from auditoria.papeles.sello_de_computo import sello_de_computo
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Bloque,
    Campo,
    Campos,
    Cifras,
    Columnas,
    Documento,
    Firmante,
    Firmas,
    Lineas,
    Parrafo,
    Renglon,
    Seccion,
    Vacio,
)


def documento(contexto: Contexto, datos: DatosDeComputo) -> Documento:
    """Lay out the acta de cómputo of one demarcación."""
    computo = datos.computo
    demarcacion = contexto.catalogo.demarcacion(computo.demarcacion)
    con_votacion = bool(computo.mesas)
    return Documento(
        titulo="Acta de cómputo de la demarcación",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_demarcacion(contexto, demarcacion),
        huella=contexto.huella_corta,
        folio=f"{computo.demarcacion}-ACO-{version_de(computo)}",
        version=version_en_palabras(computo),
        secciones=(
            _sesion(contexto, computo, demarcacion),
            *((cuentas_por_mesa(computo, demarcacion),) if con_votacion else ()),
            *novedades(computo),
            *((_resultado(computo, demarcacion),) if con_votacion else ()),
            _estado(contexto, computo, demarcacion),
            _incidentes(),
            _integrantes(),
        ),
        sello=sello_de_computo(datos, (_codigos(contexto, datos),)),
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def datos_de_demarcacion(contexto: Contexto, demarcacion: Demarcacion) -> tuple[Campo, ...]:
    """The fields at the head of every sheet of a demarcación."""
    return (
        Campo("Demarcación", f"{demarcacion.clave} · {demarcacion.nombre}", 3),
        Campo("Delegación", demarcacion.delegacion, 2),
        Campo("Jornada", fecha(contexto.catalogo.proceso.jornada), 2),
    )


def _sesion(contexto: Contexto, computo: Computo, demarcacion: Demarcacion) -> Seccion:
    proceso = contexto.catalogo.proceso
    return Seccion(
        "Sesión de cómputo",
        (
            Campos(
                (
                    (
                        Campo("Entidad", proceso.entidad, 2),
                        Campo("Municipio", proceso.municipio, 2),
                        Campo("Sección o secciones", ", ".join(map(str, demarcacion.secciones)), 3),
                    ),
                    (
                        Campo("Autoridad", proceso.autoridad, 4),
                        Campo("Sesión", fecha_y_hora(computo.sesion), 3),
                    ),
                    *_antecedente(contexto),
                    (
                        Campo("Planillas registradas", cifra(len(demarcacion.planillas)), 2),
                        Campo("Mesas computadas", _computadas(computo), 2),
                        Campo("Personas que votaron", cifra(computo.personas), 2),
                        Campo("Método", _metodo(computo), 5),
                    ),
                )
            ),
        ),
    )


def _antecedente(contexto: Contexto) -> tuple[tuple[Campo, ...], ...]:
    """Of an extraordinary election, the one that elected nobody."""
    origen = contexto.catalogo.proceso.deriva_de
    if origen is None:
        return ()
    codigo = huella_corta(origen.resultados)
    dicho = f"proceso {origen.proceso}, resultados {codigo}"
    return ((Campo("Elección extraordinaria; deriva de", dicho),),)


def _computadas(computo: Computo) -> str:
    """Mesas whose votes add up here, and of how many when some bring none."""
    con_cuenta = {m.mesa for m in computo.mesas if m.electronicos or m.papel_contado}
    for conjunto in computo.conjuntos:
        con_cuenta |= set(conjunto.mesas)
    con_cuenta -= {mesa.mesa for mesa in computo.mesas if mesa.anulada}
    todas = len(computo.mesas)
    de_todas = "" if len(con_cuenta) == todas else f" de {cifra(todas)}"
    return f"{cifra(len(con_cuenta))}{de_todas}"


def _metodo(computo: Computo) -> str:
    """What was really done: nothing is said to be compared with a count that there was not."""
    if not computo.mesas:
        return "Sin votación"
    if Cotejo.SIN_TESTIGO in computo.cotejos:
        con_papel = any(mesa.papel_contado for mesa in computo.mesas)
        return "Suma del descifrado de las urnas, sin testigos con que cotejarlo" + (
            ", y de las boletas de papel de las actas" if con_papel else ""
        )
    sumado = "Suma de las actas de mesa"
    if any(mesa.recuento for mesa in computo.mesas):
        sumado += " y de los recuentos"
    if computo.hay_descifrado:
        return f"{sumado}, cotejadas con el descifrado de las boletas"
    return f"{sumado}, sin descifrado con que cotejarlas"


def _resultado(computo: Computo, demarcacion: Demarcacion) -> Seccion:
    votos = {r.planilla: r.votos for r in computo.resultado}
    if votos.keys() != {p.clave for p in demarcacion.planillas}:
        raise PlanillaAusente(computo.demarcacion)
    renglones = [
        Renglon(p.nombre, (votos[p.clave],), clave=str(lugar), detalle=_quien(p, computo))
        for lugar, p in enumerate(demarcacion.planillas, start=1)
    ]
    renglones += [
        Renglon("Candidaturas o planillas no registradas", (Vacio.NO_APLICA,)),
        Renglon("Votos nulos", (computo.nulos,)),
        Renglon("Total de la votación", (computo.total,), fuerte=True),
    ]
    return Seccion(
        "Resultado de la demarcación",
        (Cifras(("Votos",), tuple(renglones), encabezado="Planilla", unidad="votos"),),
    )


def _quien(planilla: Planilla, computo: Computo) -> str:
    """Who heads it; of one that was cancelled, that its votes are there and elect nobody."""
    if planilla.clave not in (computo.canceladas or ()):
        return planilla.presidencia
    return f"{planilla.presidencia}. Planilla cancelada: sus votos se cuentan y no eligen"


def _estado(contexto: Contexto, computo: Computo, demarcacion: Demarcacion) -> Seccion:
    bloques: list[Bloque] = [
        titular(computo, demarcacion),
        Parrafo(explicar(contexto, computo, demarcacion)),
    ]
    if computo.planilla_unica:
        regla = contexto.reglas.planilla_unica
        cita = fundamento(regla.cita, regla.estado)
        bloques.append(Parrafo(f"Fue planilla única. Regla aplicada: {cita}."))
    if computo.empatadas and computo.ganadora:
        bloques.append(Parrafo(explicar_desempate(contexto, computo, demarcacion)))
    if computo.sorteo:
        nombres = (demarcacion.planilla(c).nombre for c in computo.sorteo.orden)
        orden = "; ".join(f"{lugar}, {nombre}" for lugar, nombre in enumerate(nombres, start=1))
        bloques.append(
            Campos(
                (
                    (
                        Campo("Semilla pública del sorteo", computo.sorteo.semilla, 3),
                        Campo("Orden que resultó", orden, 4),
                    ),
                )
            )
        )
    bloques += _plazo(contexto, computo)
    return Seccion("Estado de la elección", tuple(bloques))


def _plazo(contexto: Contexto, computo: Computo) -> tuple[Bloque, ...]:
    regla = contexto.reglas.impugnacion
    paridad = computo.paridad
    filas: list[tuple[Campo, ...]] = [
        (
            Campo("Último día para impugnar", fecha(computo.plazo_impugnacion), 2),
            Campo("Ante quién", regla.valor.autoridad, 3),
        )
    ]
    if paridad is not None:
        filas.append(
            (
                Campo("Mujeres en la planilla ganadora", cifra(paridad.mujeres)),
                Campo("Hombres", cifra(paridad.hombres)),
                Campo("Personas no binarias", cifra(paridad.no_binarias)),
                Campo("¿Alternada por cargo?", "Sí" if paridad.alternada else "No"),
                Campo("¿Cumple paridad?", "Sí" if paridad.cumple else "No"),
            )
        )
    cita = fundamento(regla.cita, regla.estado)
    return Campos(tuple(filas)), Parrafo(f"Fundamento del plazo: {cita}.", menudo=True)


def _incidentes() -> Seccion:
    """For the pen: what happened in the session is not in the record."""
    return Seccion(
        "Incidentes y votación del órgano",
        (
            Columnas(
                (si_o_no("¿Hubo incidentes?", None),),
                (Lineas(2, rotulo="Descripción, y sentido del voto de cada integrante"),),
                (1, 2),
            ),
        ),
    )


def _integrantes() -> Seccion:
    cargos = ("Presidencia", "Secretaría", "Integrante", "Integrante")
    return Seccion(
        "Integrantes del órgano que realizó el cómputo",
        (Firmas(tuple(Firmante(cargo) for cargo in cargos), en_lineas=True),),
    )


def _codigos(contexto: Contexto, datos: DatosDeComputo) -> Bloque:
    filas = (
        ("Definición sellada de la elección", contexto.huella_corta, "todos los documentos"),
        ("Datos de este cómputo", huella_corta(datos.huella), "archivo computo.json"),
    )
    return tabla_de_codigos(filas)
