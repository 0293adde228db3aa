"""Acta de re-sellado: what was resolved, what changes, which dotaciones end, and who sealed.

Fields: docs/papeles.md. Drawn under the seal that it tells of; the tests with the new dotaciones
are written by hand, when they are made, before the mesas open.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditoria.formatos.catalogo import Catalogo, Demarcacion, Mesa
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.planilla import Integrante, Persona, Planilla
from auditoria.formatos.resello import (
    Cambio,
    IntegranteSustituido,
    NombreCorregido,
    PlanillaAgregada,
    demarcacion_de,
)
from auditoria.papeles.codigos import tabla_de_codigos
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.datos import DatosDeResello
from auditoria.papeles.horas import PIE_DE_HORAS, fecha, fecha_y_hora
from auditoria.papeles.palabras import enumerar
from auditoria.reglas.resello import aplicar_cambios
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Aviso,
    Bloque,
    Campo,
    Campos,
    Columna,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
    Tabla,
)

_SEXOS = {"mujer": "mujer", "hombre": "hombre", "no_binaria": "no binaria"}


def documento(contexto: Contexto, datos: DatosDeResello) -> Documento:
    """Lay out the acta."""
    proceso, resello = contexto.catalogo.proceso, datos.resello
    reselladas = [contexto.catalogo.demarcacion(clave) for clave in resello.demarcaciones]
    return Documento(
        titulo="Acta de re-sellado",
        proceso=proceso.nombre,
        datos=(
            Campo("Autoridad", proceso.autoridad, 4),
            Campo("Jornada", fecha(proceso.jornada), 2),
        ),
        huella=contexto.huella_corta,
        folio=f"RES-{resello.numero}",
        secciones=(
            Seccion("Sesión", (_sesion(contexto, datos),)),
            Seccion("Considerando", (Parrafo(resello.considerando),)),
            Seccion("Fundamento", (Parrafo(resello.fundamento),)),
            Seccion("Qué cambia", (_cambios(contexto, datos),)),
            Seccion("La boleta de cada demarcación, en su orden", (_boletas(reselladas),)),
            Seccion("Mesas que se sellan de nuevo", _mesas(datos, reselladas)),
            Seccion("Pruebas que se repiten con la nueva dotación", _pruebas(reselladas)),
            Seccion(
                "Personas que sellan",
                (Firmas((Firmante("Presidencia"), Firmante("Secretaría")), en_lineas=True),),
            ),
            *_representaciones(reselladas),
            Seccion("Códigos", (_codigos(contexto, datos),)),
        ),
        pie=PIE_DE_HORAS,
        autor=proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _sesion(contexto: Contexto, datos: DatosDeResello) -> Campos:
    resello = datos.resello
    return Campos(
        (
            (
                Campo("Se selló", fecha_y_hora(resello.sesion), 3),
                Campo("Sello número", str(resello.numero), 2),
                Campo("Resolución que se cumple", resello.resolucion, 4),
            ),
            (
                Campo("Huella anterior", huella_corta(resello.huella), 3),
                Campo("Huella nueva", contexto.huella_corta, 3, fuerte=True),
                Campo("Demarcaciones", enumerar(resello.demarcaciones), 3),
            ),
        )
    )


def _cambios(contexto: Contexto, datos: DatosDeResello) -> Tabla:
    """Each change beside what was sealed when it was made."""
    filas, catalogo = [], datos.anterior
    for cambio in datos.resello.cambios:
        antes, despues = _decir(contexto, catalogo, cambio)
        filas.append((demarcacion_de(cambio), antes, despues))
        catalogo = aplicar_cambios(catalogo, (cambio,), contexto.reglas)
    columnas = (Columna("Demarcación", 2), Columna("Se selló", 7), Columna("Queda", 7))
    return Tabla(columnas, tuple(filas))


def _decir(contexto: Contexto, catalogo: Catalogo, cambio: Cambio) -> tuple[str, str]:
    if isinstance(cambio, PlanillaAgregada):
        quienes = "; ".join(_integrantes(contexto, cambio.planilla))
        return "(no estaba en la boleta)", f"«{cambio.planilla.nombre}»: {quienes}"
    planilla = catalogo.demarcacion(demarcacion_de(cambio)).planilla(cambio.planilla)
    if isinstance(cambio, NombreCorregido):
        return f"«{planilla.nombre}»", f"«{cambio.nombre}»"
    if isinstance(cambio, IntegranteSustituido):
        (integrante,) = (i for i in planilla.integrantes if i.cargo == cambio.cargo)
        lugar = contexto.cargo_de_junta(cambio.cargo)
        if cambio.calidad == "suplente":
            lugar = f"{lugar}, suplente"
        titulo = f"«{planilla.nombre}», {lugar}"
        return f"{titulo}: {_persona(integrante, cambio)}", f"{titulo}: {_llamar(cambio.persona)}"
    return f"«{planilla.nombre}»", "(se retira de la boleta)"


def _persona(integrante: Integrante, cambio: IntegranteSustituido) -> str:
    suya = integrante.propietaria if cambio.calidad == "propietaria" else integrante.suplente
    return "(nadie)" if suya is None else _llamar(suya)


def _llamar(persona: Persona) -> str:
    return f"{persona.nombre} ({_SEXOS[persona.sexo]})"


def _integrantes(contexto: Contexto, planilla: Planilla) -> Iterator[str]:
    for integrante in planilla.integrantes:
        suplente = "" if integrante.suplente is None else f", suplente {integrante.suplente.nombre}"
        cargo = contexto.cargo_de_junta(integrante.cargo)
        yield f"{cargo}, {integrante.propietaria.nombre}{suplente}"


def _boletas(reselladas: list[Demarcacion]) -> Bloque:
    filas = tuple(
        (f"{demarcacion.clave} · {demarcacion.nombre}", str(lugar), planilla.nombre)
        for demarcacion in reselladas
        for lugar, planilla in enumerate(demarcacion.planillas, 1)
    )
    if not filas:
        return Parrafo("No queda ninguna planilla.")
    return Tabla((Columna("Demarcación", 6), Columna("Lugar", 2), Columna("Planilla", 8)), filas)


def _mesas(datos: DatosDeResello, reselladas: list[Demarcacion]) -> tuple[Bloque, ...]:
    revocadas = {r.mesa: huella_corta(r.manifiesto) for r in datos.resello.revocadas}
    filas = tuple(
        (
            identidad,
            revocadas.get(identidad, "no había salido"),
            _pases(mesa),
            _papel(mesa),
        )
        for identidad, mesa in _de(reselladas)
    )
    if not filas:
        return (Parrafo("Ninguna: en esas demarcaciones no se vota."),)
    columnas = (
        Columna("Mesa", 3),
        Columna("Dotación que queda sin efecto", 6),
        Columna("Pases, que siguen valiendo", 4),
        Columna("Boletas de papel que se destruyen", 4),
    )
    aviso = Aviso(
        "Recojan y destruyan las dotaciones de esta lista, y las boletas de papel, formatos y"
        " carteles que se imprimieron con la huella anterior. Los pases no se cambian. En las demás"
        " mesas nada cambia: siguen con la huella que tenían.",
        titulo="Antes de abrir",
    )
    return Tabla(columnas, filas), aviso


def _pases(mesa: Mesa) -> str:
    if mesa.pases is None:
        return "no usa"
    return f"folios {mesa.pases.folio_inicial} a {mesa.pases.reserva_final}"


def _papel(mesa: Mesa) -> str:
    if mesa.boletas is None:
        return "no tiene"
    return f"folios {mesa.boletas.inicial} a {mesa.boletas.final}"


def _pruebas(reselladas: list[Demarcacion]) -> tuple[Bloque, ...]:
    # Two lines each: people write and sign in them.
    filas = tuple((f"{identidad}\n ", "", "", "", "") for identidad, _ in _de(reselladas))
    if not filas:
        return (Parrafo("Ninguna."),)
    columnas = (
        Columna("Mesa", 3),
        Columna("Día y hora", 3),
        Columna("¿La huella nueva está en la pantalla y en el papel?", 4),
        Columna("¿La boleta dice lo que esta acta?", 4),
        Columna("Quién la hizo y firma", 5),
    )
    explica = Parrafo(
        "Se llena a mano con cada prueba, antes de la jornada: la dotación se abre en el equipo, se"
        " compara su huella con la nueva y su boleta con la de esta acta.",
        menudo=True,
    )
    return explica, Tabla(columnas, filas)


def _representaciones(reselladas: list[Demarcacion]) -> tuple[Seccion, ...]:
    """Where those of each planilla sign; none where no planilla is left."""
    firmantes = tuple(
        Firmante(f"{planilla.nombre} ({demarcacion.clave})")
        for demarcacion in reselladas
        for planilla in demarcacion.planillas
    )
    if not firmantes:
        return ()
    return (Seccion("Representaciones presentes", (Firmas(firmantes, en_lineas=True),)),)


def _de(reselladas: list[Demarcacion]) -> Iterator[tuple[str, Mesa]]:
    for demarcacion in reselladas:
        for mesa in demarcacion.mesas:
            yield id_de_mesa(demarcacion.clave, mesa.clave), mesa


def _codigos(contexto: Contexto, datos: DatosDeResello) -> Bloque:
    numero = datos.resello.numero
    return tabla_de_codigos(
        (
            ("Definición de estas demarcaciones", contexto.huella_corta, f"huella-{numero}.txt"),
            ("Datos de este re-sellado", huella_corta(datos.huella), f"resello-{numero}.json"),
        )
    )
