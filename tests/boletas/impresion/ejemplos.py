"""Papers with every kind of block, long names, blanks and figures, for the tests to draw."""

from boletas.impresion.documento import (
    Aviso,
    Campo,
    Campos,
    Casillas,
    Cifras,
    Clase,
    Columna,
    Destacado,
    Documento,
    Firmante,
    Firmas,
    Lineas,
    Opcion,
    Parrafo,
    Renglon,
    Seccion,
    Sello,
    Tabla,
    Tramo,
    Vacio,
)

PROCESO = "Elección de las Juntas de Participación Ciudadana de San Luis Potosí 2026"
PLANILLAS = (
    ("Planilla Nogal", 60, 4),
    ("Planilla Mezquite de las Lomas y Colonias Unidas del Sur", 31, 0),
    ("Planilla Río Santiago", 21, 1),
    ("Planilla Tunal", 0, 0),
    ("Planilla Huizache", 8, 2),
)


def acta(*, letras_del_sello: int = 400, simulacro: bool = False) -> Documento:
    """An acta de escrutinio y cómputo of two sheets."""
    return Documento(
        titulo="Acta de escrutinio y cómputo",
        proceso=PROCESO,
        datos=(
            Campo("Demarcación", "D001 · Lomas del Tecnológico", 3),
            Campo("Mesa", "D001-M1"),
            Campo("Fecha", "22 de noviembre de 2026", 2),
        ),
        huella="7KQ2M-0F3ZX-9PATB-H41CE",
        folio="AEC-D001-M1",
        autor="Comisión Electoral",
        version="Versión 2: corrige el renglón 3, por acuerdo de la mesa",
        simulacro=simulacro,
        secciones=(
            Seccion("Datos de la mesa", (_datos(),)),
            Seccion("Boletas y personas que votaron", (_rubros(),)),
            Seccion("Resultados de la votación", (_resultados(),)),
            Seccion("Comparación de las cifras", _comparacion()),
            Seccion("Firmas", _firmas()),
        ),
        sello=Sello(
            ("JPC1:7KQ2M0F3Z$ %*+-./" * 60)[:letras_del_sello],
            codigo="4F2AB-99K3T-0ZZ1X-9C4DE",
            leyenda="El código contiene los resultados de esta acta con el sello digital.",
        ),
    )


def _datos() -> Campos:
    return Campos(
        (
            (Campo("Entidad", "San Luis Potosí"), Campo("Municipio", "San Luis Potosí")),
            (
                Campo("Domicilio", "Escuela Primaria Benito Juárez, calle Río Españita 120", 3),
                Campo("Inicio", "18:12 h (hora del centro, UTC−6)", 1, fuerte=True),
                Campo("Término", Vacio.EN_BLANCO),
            ),
        )
    )


def _rubros() -> Cifras:
    return Cifras(
        ("Pases (urna electrónica)", "Boletas de papel"),
        (
            Renglon("Recibidos", (130, 20), clave="1", detalle="folios 001 a 130"),
            Renglon("Sobrantes que se inutilizan", (9, 13), clave="2"),
            Renglon("Representantes fuera de lista", (0, Vacio.NO_APLICA), clave="3"),
            Renglon("Suma", (121, Vacio.EN_BLANCO), clave="4", fuerte=True),
        ),
        con_letra=False,
    )


def _resultados() -> Cifras:
    filas = tuple(Renglon(nombre, (u, p, u + p)) for nombre, u, p in PLANILLAS)
    no_aplica = (Vacio.NO_APLICA,) * 3
    return Cifras(
        ("Urna electrónica: testigos contados", "Boletas de papel", "Total"),
        (
            *filas,
            Renglon("Candidaturas no registradas", no_aplica),
            Renglon("Votos nulos", (0, 0, Vacio.EN_BLANCO)),
            Renglon("Total", (120, 7, 127), fuerte=True),
        ),
        encabezado="Planilla",
        unidad="votos",
        rotulo="Escriba cada cantidad con letra y con número",
    )


def _comparacion() -> tuple[Casillas | Lineas | Aviso | Parrafo | Destacado | Tabla, ...]:
    return (
        Casillas("¿Hubo incidentes durante el escrutinio?", (Opcion("Sí"), Opcion("No", True))),
        Lineas(2, "Si la respuesta fue sí, describa:"),
        Aviso("Toda diferencia lleva un motivo de la lista y dos firmas.", "Diferencias"),
        Parrafo((Tramo("La cifra que vale es la "), Tramo("escrita con letra", fuerte=True))),
        Destacado("127 votos", "Votación total"),
        Tabla(
            (Columna("Comparación", 3), Columna("Diferencia", derecha=True)),
            (("Personas y votos", "0"), ("Pases y votos", "−1"), ("Suma", "−1")),
            rotulo="Diferencias <entre & rubros>",
            ultima_es_total=True,
        ),
    )


def _firmas() -> tuple[Firmas, ...]:
    return (
        Firmas((Firmante("Presidencia", "Ana Ruiz Peña", "suplente"), Firmante("Secretaría"))),
        Firmas(
            tuple(Firmante(nombre, "Ma. Guadalupe Ñáñez Ávila") for nombre, _, _ in PLANILLAS),
            rotulo="Representaciones",
            con_protesta=True,
            con_copia=True,
        ),
        Firmas(tuple(Firmante(f"Testigo {i}", "Luz Ríos") for i in range(4)), en_lineas=True),
    )


def cartel() -> Documento:
    """The poster for the door of the mesa."""
    return Documento(
        titulo="Resultados de la votación",
        proceso=PROCESO,
        clase=Clase.CARTEL,
        datos=(Campo("Mesa", "D001-M1"), Campo("Fecha", "22 de noviembre de 2026", 2)),
        copia="Cartel",
        secciones=(Seccion("", (_resultados(),)), Seccion("Firmas", _firmas()[2:])),
        sello=Sello("HTTPS://EJEMPLO.MX/7KQ2M"),
    )


def constancia() -> Documento:
    """The certificate of the slate that won."""
    return Documento(
        titulo="Constancia de mayoría y validez",
        proceso=PROCESO,
        clase=Clase.CONSTANCIA,
        folio="CMV-D001",
        secciones=(
            Seccion(
                "",
                (
                    Parrafo("La Comisión declara que obtuvo la mayoría la planilla " * 4),
                    Destacado("Planilla Nogal"),
                    _firmas()[2],
                ),
            ),
        ),
        sello=Sello("MINUSCULAS tampoco faltan", codigo="4F2AB"),
    )


def informe(filas: int) -> Documento:
    """A plain report whose table goes over several sheets."""
    return Documento(
        titulo="Informe de verificación",
        proceso=PROCESO,
        clase=Clase.INFORME,
        secciones=(
            Seccion(
                "Comprobaciones",
                (
                    Tabla(
                        (Columna("Comprobación", 4), Columna("Total", derecha=True)),
                        tuple((f"Comprobación número {i}", str(i)) for i in range(filas)),
                    ),
                ),
            ),
        ),
    )


PAPELES = {
    "acta": acta,
    "cartel": cartel,
    "constancia": constancia,
    "informe": lambda: informe(120),
    "simulacro": lambda: acta(simulacro=True, letras_del_sello=960),
}
