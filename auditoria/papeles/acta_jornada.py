"""Acta de la jornada: the day of a mesa, from installation to close (dominio: LGIPE 273, 286).

Includes the fields that forms often leave out: cause of a late start, who came from the queue,
accompanied voters, suspensions from and to, pruebas públicas and escritos per planilla.
Fields: docs/papeles.md.
"""

from __future__ import annotations

from datetime import date

from auditoria.formatos.acta import Acta, MotivoCierre
from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.formatos.dia import Incidente, Momento
from auditoria.formatos.presencia import Observacion, Representacion
from auditoria.papeles.codigos import codigos_del_acta
from auditoria.papeles.contexto import Contexto, campo_de_lista, datos_de_mesa, seccion_de_mesa
from auditoria.papeles.datos import DatosDeActa
from auditoria.papeles.firmantes import SIN_REPRESENTANTES, secciones_de_firmas
from auditoria.papeles.horas import PIE_DE_HORAS, hora_de_jornada, hora_de_tabla
from auditoria.papeles.incidencias import (
    HOJA,
    cuenta_de_escritos,
    hojas_de_incidentes,
    relacion_de_incidentes,
)
from auditoria.papeles.palabras import PROCEDENCIAS, cifra, si_o_no
from auditoria.papeles.recibido import campos_de_lo_recibido
from boletas.impresion.documento import (
    Bloque,
    Campo,
    Campos,
    Casillas,
    Columna,
    Columnas,
    Documento,
    Opcion,
    Parrafo,
    Seccion,
    Tabla,
)


def documento(contexto: Contexto, datos: DatosDeActa) -> Documento:
    """Lay out the acta de la jornada of one mesa."""
    acta = datos.acta
    demarcacion, mesa = contexto.catalogo.ubicar(acta.mesa)
    return Documento(
        titulo="Acta de la jornada",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, mesa),
        huella=contexto.huella_corta,
        folio=f"{acta.mesa}-AJO-{acta.version}",
        version=f"Versión {acta.version}" if acta.version > 1 else "",
        secciones=(
            seccion_de_mesa(contexto, demarcacion, mesa),
            _instalacion(contexto, acta, mesa),
            _presentes(contexto, acta, demarcacion),
            _votacion(contexto, acta, mesa),
            _cierre(contexto, acta),
            _incidentes(acta, demarcacion),
            *secciones_de_firmas(contexto, acta, demarcacion),
            Seccion("Códigos para comprobar el acta", (codigos_del_acta(datos),)),
        ),
        pie=PIE_DE_HORAS,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _instalacion(contexto: Contexto, acta: Acta, mesa: Mesa) -> Seccion:
    inst = acta.instalacion
    return Seccion(
        "Instalación de la mesa",
        (
            Campos(
                (
                    (
                        Campo(
                            "Inició",
                            hora_de_jornada(inst.inicio, contexto.catalogo.proceso.jornada),
                            3,
                        ),
                        Campo("Código de arranque", acta.arranque, 2),
                        campo_de_lista(contexto, inst.electores),
                    ),
                    *campos_de_lo_recibido(inst, mesa),
                )
            ),
            Columnas(
                (
                    si_o_no("¿Se instaló en el lugar autorizado?", inst.lugar_autorizado),
                    si_o_no("¿Se armó la urna vacía y a la vista?", inst.urna_vacia),
                ),
                (
                    *(
                        (si_o_no("¿Se contaron y mezclaron los pases?", inst.pases_mezclados),)
                        if mesa.tiene_urna
                        else ()
                    ),
                    si_o_no("¿Se cotejó la huella del equipo?", inst.huella_cotejada),
                ),
            ),
            *_causa("Lugar que ocupó", inst.lugar_ocupado),
            *_causa("Causa del cambio de lugar", inst.causa_del_cambio),
            *relacion_de_incidentes(
                _de(acta, Momento.INSTALACION),
                "¿Hubo incidentes durante la instalación?",
                contexto.catalogo.proceso.jornada,
            ),
        ),
    )


def _presentes(contexto: Contexto, acta: Acta, demarcacion: Demarcacion) -> Seccion:
    dia, salidas = contexto.catalogo.proceso.jornada, {s.sale: s.hora for s in acta.sustituciones}
    llegada = hora_de_tabla(acta.instalacion.inicio, dia)
    funcionarios = tuple(
        (
            contexto.cargo_de_mesa(f.cargo),
            f.nombre,
            PROCEDENCIAS[f.procedencia],
            llegada,
            hora_de_tabla(salidas[f.clave], dia) if f.clave in salidas else "",
        )
        for f in acta.instalacion.funcionarios
    )
    columnas = (Columna("Cargo", 3), Columna("Nombre", 5), Columna("Cómo llegó al cargo", 3))
    return Seccion(
        "Quienes integraron y acompañaron la mesa",
        (
            Tabla((*columnas, *_ESTANCIA), funcionarios),
            *_sustituciones(contexto, acta),
            *_representantes(contexto, acta, demarcacion),
            *_observadores(contexto, acta),
            Parrafo(
                "La instalación se firmó en el acta de inicio, antes de recibir el primer voto.",
                menudo=True,
            ),
        ),
    )


def _sustituciones(contexto: Contexto, acta: Acta) -> tuple[Bloque, ...]:
    if not acta.sustituciones:
        return ()
    dia = contexto.catalogo.proceso.jornada
    nombres = {f.clave: f.nombre for f in acta.instalacion.funcionarios}
    nombres |= {s.entra.clave: s.entra.nombre for s in acta.sustituciones}
    filas = tuple(
        (
            hora_de_tabla(s.hora, dia),
            contexto.cargo_de_mesa(s.entra.cargo),
            f"{nombres[s.sale]} · tarjeta {s.sale}",
            f"{s.entra.nombre} · {PROCEDENCIAS[s.entra.procedencia]} · tarjeta {s.entra.clave}",
            s.causa,
        )
        for s in acta.sustituciones
    )
    columnas = (
        Columna("Hora", 2),
        Columna("Cargo", 3),
        Columna("Sale", 4),
        Columna("Entra", 4),
        Columna("Causa", 5),
    )
    rotulo = "Personas de la mesa sustituidas durante la jornada"
    return (Tabla(columnas, filas, rotulo=rotulo, menuda=True),)


def _representantes(contexto: Contexto, acta: Acta, demarcacion: Demarcacion) -> tuple[Bloque, ...]:
    if not acta.representaciones:
        return (Parrafo(SIN_REPRESENTANTES),)
    filas = tuple(
        (demarcacion.planilla(r.planilla).nombre, r.nombre, r.caracter, *_estancia(contexto, r))
        for r in acta.representaciones
    )
    columnas = (Columna("Planilla", 3), Columna("Representante", 5), Columna("Carácter", 3))
    return (Tabla((*columnas, *_ESTANCIA), filas, menuda=True),)


def _observadores(contexto: Contexto, acta: Acta) -> tuple[Bloque, ...]:
    if not acta.observaciones:
        return ()
    filas = tuple(
        (o.acreditacion, o.organizacion or "A título individual", *_estancia(contexto, o))
        for o in acta.observaciones
    )
    columnas = (Columna("Acreditación", 4), Columna("Organización", 6))
    return (Tabla((*columnas, *_ESTANCIA), filas, menuda=True),)


_ESTANCIA = (Columna("Llegó", 2), Columna("Se retiró", 2))


def _estancia(contexto: Contexto, presencia: Representacion | Observacion) -> tuple[str, str]:
    dia, salida = contexto.catalogo.proceso.jornada, presencia.salida
    return hora_de_tabla(presencia.entrada, dia), hora_de_tabla(salida, dia) if salida else ""


def _votacion(contexto: Contexto, acta: Acta, mesa: Mesa) -> Seccion:
    apertura, dia = contexto.reglas.horario.valor.apertura, contexto.catalogo.proceso.jornada
    inicio = hora_de_jornada(acta.apertura.hora, dia)
    tardia = "No aplica" if acta.apertura.causa is None else "Se dice abajo"
    bloques: list[Bloque] = [
        Campos(
            (
                (
                    Campo("Inicio de la votación", inicio, 3),
                    Campo(f"Causa, si inició después de las {apertura} h", tardia, 4),
                ),
                (
                    Campo("Votaron acompañadas", cifra(acta.acompanados), 2),
                    Campo(
                        "Con resolución, fuera de la lista",
                        cifra(acta.adicionales.con_resolucion),
                        3,
                    ),
                    Campo(
                        "Representantes fuera de la lista",
                        cifra(acta.adicionales.representantes),
                        3,
                    ),
                    *(
                        (Campo("Reserva de pases", "abierta" if acta.reserva else "sellada", 2),)
                        if mesa.tiene_urna
                        else ()
                    ),
                ),
            )
        ),
        *_causa("Causa del inicio tardío", acta.apertura.causa),
        si_o_no("¿Se suspendió la votación?", bool(acta.suspensiones)),
    ]
    bloques += _suspensiones_y_reserva(acta, dia)
    if not mesa.admite_papel:
        bloques += _contingencia(acta, dia)
    if mesa.tiene_urna:
        bloques.append(si_o_no("¿Se hicieron pruebas públicas de la urna?", bool(acta.pruebas)))
    if acta.pruebas:
        bloques.append(
            Tabla(
                (Columna("Hora", 2), Columna("La pidió", 4), Columna("Resultado", 11)),
                tuple(
                    (hora_de_tabla(p.hora, dia), p.solicitante, p.resultado) for p in acta.pruebas
                ),
                menuda=True,
            )
        )
    bloques += relacion_de_incidentes(
        _de(acta, Momento.VOTACION),
        "¿Hubo incidentes durante la votación?",
        contexto.catalogo.proceso.jornada,
    )
    return Seccion("Votación", tuple(bloques))


def _suspensiones_y_reserva(acta: Acta, dia: date) -> tuple[Bloque, ...]:
    """When the voting stopped, and when the sealed reserve was opened; none of what did not."""
    bloques: tuple[Bloque, ...] = ()
    if acta.suspensiones:
        filas = tuple(
            (hora_de_tabla(s.inicio, dia), hora_de_tabla(s.fin, dia), s.causa)
            for s in acta.suspensiones
        )
        columnas = (Columna("Desde", 2), Columna("Hasta", 2), Columna("Causa", 13))
        bloques += (Tabla(columnas, filas, menuda=True),)
    if acta.reserva is not None:
        abierta = hora_de_tabla(acta.reserva.hora, dia)
        fila = (abierta, cifra(acta.reserva.cantidad), acta.reserva.causa)
        columnas = (Columna("Hora", 2), Columna("Pases de reserva", 3), Columna("Causa", 12))
        bloques += (Tabla(columnas, (fila,), menuda=True),)
    return bloques


def _contingencia(acta: Acta, dia: date) -> tuple[Bloque, ...]:
    """The envelope of paper ballots: whether it was opened, when, and why."""
    abierta = acta.contingencia
    pregunta = si_o_no("¿Se abrió el sobre de contingencia?", abierta is not None)
    if abierta is None:
        return (pregunta,)
    fila = (hora_de_tabla(abierta.hora, dia), cifra(abierta.boletas), abierta.causa)
    columnas = (
        Columna("Hora", 2),
        Columna("Boletas de papel", 3, derecha=True),
        Columna("Causa", 12),
    )
    return (
        pregunta,
        Tabla(columnas, (fila,), menuda=True),
        Parrafo(
            "Desde esa hora se votó en papel. Los votos que ya estaban en la urna electrónica se"
            " cuentan también.",
            menudo=True,
        ),
    )


def _cierre(contexto: Contexto, acta: Acta) -> Seccion:
    limite = contexto.reglas.horario.valor.cierre
    motivo = acta.cierre.motivo
    return Seccion(
        "Cierre de la votación",
        (
            Campos(
                (
                    (
                        Campo(
                            "Se cerró",
                            hora_de_jornada(acta.cierre.hora, contexto.catalogo.proceso.jornada),
                            3,
                        ),
                        Campo(
                            f"Personas en la fila a las {limite} h", cifra(acta.cierre.en_fila), 2
                        ),
                    ),
                )
            ),
            Casillas(
                "Motivo",
                (
                    Opcion(
                        f"Eran las {limite} h y no había personas en la fila",
                        motivo is MotivoCierre.SIN_FILA,
                    ),
                    Opcion(
                        f"A las {limite} h había personas en la fila y ya votaron",
                        motivo is MotivoCierre.CON_FILA,
                    ),
                    Opcion(
                        "Ya habían votado todas las personas de la lista",
                        motivo is MotivoCierre.VOTARON_TODOS,
                    ),
                    Opcion(
                        "La votación se suspendió y no se pudo reanudar",
                        motivo is MotivoCierre.SUSPENDIDA,
                    ),
                ),
            ),
            *_causa("Causa del cierre tardío", acta.cierre.causa),
            *relacion_de_incidentes(
                _de(acta, Momento.CIERRE),
                "¿Hubo incidentes durante el cierre?",
                contexto.catalogo.proceso.jornada,
            ),
        ),
    )


def _incidentes(acta: Acta, demarcacion: Demarcacion) -> Seccion:
    total, hojas = len(acta.incidentes), cifra(hojas_de_incidentes(acta))
    if total:
        hojas += f", con folio {acta.mesa}-{HOJA}"
    return Seccion(
        "Hojas de incidentes y escritos",
        (
            Campos(
                (
                    (
                        Campo("Incidentes asentados en toda la jornada", cifra(total), 4),
                        Campo("Hojas de incidentes", hojas, 4),
                        Campo(
                            "Escritos de protesta recibidos",
                            cifra(sum(e.cantidad for e in acta.escritos)),
                            3,
                        ),
                    ),
                )
            ),
            *cuenta_de_escritos(acta.escritos, demarcacion),
        ),
    )


def _causa(rotulo: str, causa: str | None) -> tuple[Parrafo, ...]:
    """A cause in full, in running text: it may be as long as the format allows."""
    return () if causa is None else (Parrafo(f"{rotulo}: {causa}"),)


def _de(acta: Acta, momento: Momento) -> tuple[Incidente, ...]:
    return tuple(i for i in acta.incidentes if i.momento is momento)
