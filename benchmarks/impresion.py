"""Papers: a two-page acta with QR and attachment, QR codes by version, the slips of a talonario.

Every figure is also given as a multiple of one scalar multiplication of libsodium measured in the
same run. Targets: 50 ms of CPU for the acta, 3 ms for a slip.
"""

from functools import partial

from benchmarks.primitivas import cpu_ms, medir_primitivas
from boletas.cripto.definicion import generar_uuid
from boletas.impresion.composicion import componer
from boletas.impresion.documento import (
    Campo,
    Campos,
    Cifras,
    Documento,
    Firmante,
    Firmas,
    Renglon,
    Seccion,
    Sello,
)
from boletas.impresion.hipertexto import hipertexto
from boletas.impresion.lienzo import Adjunto, Metadatos, dibujar
from boletas.impresion.membrete import matriz_de_sello
from boletas.impresion.pases import (
    DatosTalonario,
    imprimir_talonario,
    lista_publica,
    preparar_pases,
)
from boletas.impresion.qr import codificar

PROCESO = "Elección de las Juntas de Participación Ciudadana de San Luis Potosí 2026"
PLANILLAS = ("Nogal", "Mezquite de las Lomas", "Río Santiago", "Tunal", "Huizache", "Sabino")
LETRAS = {5: 122, 10: 311, 15: 600, 20: 970}
"""Alphanumeric characters that fill a version at level M."""


def acta() -> Documento:
    """An acta whose seal needs version 20."""
    votos = tuple(
        Renglon(f"Planilla {n}", (40 + i, i, 40 + 2 * i)) for i, n in enumerate(PLANILLAS)
    )
    rubros = tuple(
        Renglon(f"Rubro del balance número {i}", (i, 0), clave=str(i)) for i in range(12)
    )
    return Documento(
        titulo="Acta de escrutinio y cómputo",
        proceso=PROCESO,
        datos=(Campo("Demarcación", "D001 · Lomas", 2), Campo("Mesa", "D001-M1")),
        huella="7KQ2M-0F3ZX-9PATB-H41CE",
        secciones=(
            Seccion("Datos", (Campos(((Campo("Domicilio", "Calle Río Españita 120"),),)),)),
            Seccion("Rubros", (Cifras(("Pases", "Papel"), rubros, con_letra=False),)),
            Seccion("Resultados", (Cifras(("Urna", "Papel", "Total"), votos, unidad="votos"),)),
            Seccion(
                "Firmas",
                (Firmas(tuple(Firmante(n, "Ana Ruiz") for n in PLANILLAS), con_protesta=True),),
            ),
        ),
        sello=Sello("A" * LETRAS[20], "4F2AB-99K3T-0ZZ1X-9C4DE", "Resultados con sello digital."),
    )


def principal() -> None:
    """Measure and print."""
    multiplicacion = medir_primitivas().por_operacion["crypto_scalarmult_ed25519_noclamp"]

    def decir(que: str, ms: float, meta: str = "") -> None:
        print(f"{que}: {ms:.2f} ms = {ms / multiplicacion:.0f} multiplicaciones{meta}")

    print(f"una multiplicación escalar de libsodium: {multiplicacion:.4f} ms")
    for version, letras in LETRAS.items():
        assert codificar("A" * letras).version == version
        decir(f"QR versión {version}", cpu_ms(partial(codificar, "A" * letras), 10))
    papel = acta()
    adjuntos = (Adjunto("acta.json", b'{"relleno":"' + b"x" * 4_000 + b'"}'),)

    def sin_recuerdos(accion: object) -> None:
        matriz_de_sello.cache_clear()
        assert callable(accion)
        accion()

    def pdf() -> bytes:
        return dibujar(componer(papel), Metadatos(papel.titulo), adjuntos)

    hojas = len(componer(papel))
    decir("componer un acta", cpu_ms(lambda: sin_recuerdos(lambda: componer(papel)), 10))
    decir(
        f"acta de {hojas} hojas con QR versión 20 y adjunto, {len(pdf())} octetos",
        cpu_ms(lambda: sin_recuerdos(pdf), 10),
        " (meta 50 ms)",
    )
    decir("la misma en HTML", cpu_ms(lambda: hipertexto(papel), 10))
    uuid, datos = generar_uuid(), DatosTalonario(PROCESO, "D001-M1")
    pases = preparar_pases(uuid, 125, 25)
    decir("preparar un pase", cpu_ms(lambda: preparar_pases(uuid, 125, 25), 1) / len(pases))
    impreso = imprimir_talonario(pases, datos)
    decir(
        f"imprimir un pase, {len(impreso) // len(pases)} octetos",
        cpu_ms(lambda: imprimir_talonario(pases, datos), 1) / len(pases),
        " (meta 3 ms)",
    )
    decir("publicar la lista de 150", cpu_ms(lambda: lista_publica(pases), 10))


if __name__ == "__main__":
    principal()
