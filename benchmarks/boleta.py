"""One ballot of five options: making it, verifying it, adding it to the tally.

Making and verifying are compared with the cost of the very calls to libsodium that they make,
measured in the same run. Targets: 1.2 times that cost; 0.3 ms per ballot for the tally.
"""

from benchmarks.primitivas import contar, cpu_ms, decir_cuenta, medir_por_turnos
from boletas.cripto.boleta import emitir_boleta, verificar_boleta
from boletas.cripto.credencial import generar_credencial
from boletas.cripto.definicion import Pregunta, generar_uuid, redactar_definicion
from boletas.cripto.escrutinio import Acumulador
from boletas.cripto.grupo import ORDEN, potencia_de_g

OPCIONES = ("Planilla Mezquite", "Planilla Nogal", "Planilla Huizache", "Planilla Sabino")


def principal() -> None:
    """Measure and print."""
    uuid = generar_uuid()
    definicion = redactar_definicion(
        uuid=uuid,
        nombre="Medida",
        descripcion="Medida",
        llave=potencia_de_g(ORDEN - 12345),
        preguntas=[Pregunta("¿Qué planilla?", (*OPCIONES, "Voto nulo"), 1, 1)],
    )
    credencial = generar_credencial(uuid)
    lista = {credencial.publica}
    texto = emitir_boleta(definicion, credencial, [(2,)]).texto
    verificada = verificar_boleta(texto, definicion, lista)
    acumulador = Acumulador(definicion)

    for nombre, accion in (
        ("hacer una boleta", lambda: emitir_boleta(definicion, credencial, [(2,)])),
        ("verificar una boleta", lambda: verificar_boleta(texto, definicion, lista)),
    ):
        accion()
        with contar() as cuenta:
            accion()
        medido, costo = medir_por_turnos(accion)
        contado = costo.de(cuenta)
        print(f"{nombre}: {medido:.2f} ms; {decir_cuenta(cuenta)}: {contado:.2f} ms;", end=" ")
        print(f"razón {medido / contado:.3f} (meta 1.2)")
    suma = cpu_ms(lambda: acumulador.agregar(verificada), 2000)
    print(f"sumar una boleta: {suma:.3f} ms (meta 0.3); la boleta mide {len(texto)} octetos")


if __name__ == "__main__":
    principal()
