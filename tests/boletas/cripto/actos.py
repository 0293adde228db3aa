"""What the shared vectors ask of the program, by name. Twin of actos.mjs.

An act takes and gives what JSON can say. Bytes travel as text in UTF-8 or, where they may be none,
in hexadecimal; scalars in decimal; a blank vote is ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from auditoria.errores import ErrorAuditoria
from auditoria.registro.llave import LlavePublica, nombre
from boletas.cripto import (
    boleta,
    canonico,
    cifrado,
    comprobacion,
    credencial,
    definicion,
    escrutinio,
    grupo,
    huella,
    pruebas,
)
from boletas.cripto.azar import AZAR
from boletas.cripto.grupo import Punto, texto_de_punto
from boletas.cripto.pruebas import Prueba
from boletas.cripto.registros import LectorDeRegistros, cabecera, escribir_marca
from boletas.cripto.respuesta import cifrar
from boletas.cripto.sucesos import Tipo, escribir_suceso, leer_sucesos
from boletas.errores import FallaDeBoletas
from boletas.impresion import base45, codigos
from boletas.impresion.aperturas import leer_textos_de_apertura, textos_de_apertura
from eleccion.casos.jornada.urna.recibo import Recibo, ReciboFirmado
from eleccion.documentos.comprobante import CodigoDeRecibo


@dataclass
class AzarDeVector:
    """Repeatable randomness for published vectors: SHA-256 of seed and counter, by rejection."""

    semilla: str
    cuenta: int = 0

    def menor_que(self, n: int) -> int:
        """Draw from ``[0, n)``."""
        while True:
            self.cuenta += 1
            digesto = sha256(f"{self.semilla}|{self.cuenta}".encode()).digest()
            valor = int.from_bytes(digesto, "big") >> (256 - (n - 1).bit_length())
            if valor < n:
                return valor


class Cualquiera(Container[str]):
    """Every credential is listed."""

    def __contains__(self, _: object) -> bool:
        return True


def _punto(texto: str) -> Punto:
    return grupo.leer_punto_o_identidad(texto)


def _prueba(par: list[str]) -> Prueba:
    return Prueba(int(par[0]), int(par[1]))


def _en_texto(prueba: Prueba) -> list[str]:
    return [str(prueba.reto), str(prueba.respuesta)]


def _listadas(credenciales: str | None) -> Container[str]:
    if credenciales is None:
        return Cualquiera()
    return credencial.leer_lista(credenciales.encode()).conjunto


def emitir(eleccion: str, pase: str, votos: list[Any], semilla: str | None) -> dict[str, Any]:
    """Make a ballot that can be opened."""
    leida = definicion.leer_definicion(eleccion.encode())
    emitida, apertura = comprobacion.emitir_comprobable(
        leida,
        credencial.derivar_credencial(leida.uuid, pase),
        [boleta.BLANCO if voto is None else voto for voto in votos],
        AZAR if semilla is None else AzarDeVector(semilla),
    )
    return {
        "boleta": emitida.texto.decode(),
        "sha256": emitida.sha256,
        "rastreador": emitida.rastreador,
        "apertura": comprobacion.escribir_apertura(apertura).decode(),
        "qr": list(textos_de_apertura(apertura)),
    }


def comprobar(
    eleccion: str, credenciales: str | None, papeleta: str, apertura: str | list[str]
) -> dict[str, Any]:
    """Check an opened ballot."""
    leida = definicion.leer_definicion(eleccion.encode())
    lista = _listadas(credenciales)
    if isinstance(apertura, list):
        abierta = leer_textos_de_apertura(apertura)
    else:
        abierta = comprobacion.leer_apertura(apertura.encode())
    hallada = comprobacion.comprobar_boleta(papeleta.encode(), leida, lista, abierta)
    return {
        "votos": [None if isinstance(v, boleta.Blanco) else list(v) for v in hallada.votos],
        "elegidas": [list(nombres) for nombres in hallada.elegidas(leida)],
        "qr": list(textos_de_apertura(abierta)),
    }


def _leida(d: definicion.Definicion) -> list[Any]:
    preguntas = [[p.texto, list(p.respuestas), p.minimo, p.maximo, p.blanco] for p in d.preguntas]
    return [
        *(d.uuid, d.nombre, d.descripcion, texto_de_punto(d.llave), preguntas),
        *(d.administrador, d.autoridad, d.huella, d.sha256),
        *(boleta.limite_de_boleta(d), boleta.largo_maximo_de_boleta(d)),
        comprobacion.largo_maximo_de_apertura(d),
    ]


def _redactar(texto: str) -> str:
    d = definicion.leer_definicion(texto.encode())
    return definicion.redactar_definicion(
        uuid=d.uuid,
        nombre=d.nombre,
        descripcion=d.descripcion,
        llave=d.llave,
        preguntas=d.preguntas,
        administrador=d.administrador,
        autoridad=d.autoridad,
    ).texto.decode()


def _verificar(eleccion: str, credenciales: str | None, papeleta: str) -> list[Any]:
    d = definicion.leer_definicion(eleccion.encode())
    v = boleta.verificar_boleta(papeleta.encode(), d, _listadas(credenciales))
    cifrados = [[cifrado.texto_de_cifrado(c) for c in fila] for fila in v.cifrados]
    return [v.credencial, v.sha256, v.rastreador, cifrados]


def _verificar_octetos(eleccion: str, credenciales: str | None, hexadecimal: str) -> str:
    d = definicion.leer_definicion(eleccion.encode())
    octetos = bytes.fromhex(hexadecimal)
    return boleta.verificar_boleta(octetos, d, _listadas(credenciales)).sha256


def _derivar(uuid: str, texto: str) -> list[str]:
    derivada = credencial.derivar_credencial(uuid, texto)
    return [derivada.publica, str(derivada.exponente)]


def _leer_lista(texto: str) -> list[Any]:
    lista = credencial.leer_lista(texto.encode())
    return [list(lista.publicas), lista.sha256]


def _multiplicar(pares: list[list[str]]) -> str:
    cifrados = (cifrado.Cifrado(_punto(a), _punto(b)) for a, b in pares)
    return cifrado.texto_de_cifrado(cifrado.multiplicar(cifrados))


def _exigir_biblioteca(*, probar: bool, elevar: bool) -> None:
    """Try libraries that take any point for an element, when asked to prove it or to raise it."""
    grupo.exigir_biblioteca(
        grupo.probar_punto if probar else bytes,
        grupo.probar_potencia if elevar else lambda punto, _: bytes(punto),
    )


def _verificar_recibo(vkey: str, uuid: str, boleta_: str, estado: Any, firma: str) -> str:
    recibo = Recibo(uuid=uuid, boleta=bytes.fromhex(boleta_), estado=estado)
    firmado = ReciboFirmado(recibo, bytes.fromhex(firma))
    return firmado.verificar(LlavePublica.desde_vkey(vkey)).escribir().decode()


def _leer_codigo(texto: str) -> list[str]:
    codigo = CodigoDeRecibo.leer(texto)
    return [codigo.uuid, codigo.boleta.hex(), codigo.estado, codigo.firma.hex(), codigo.texto()]


def _leer_vkey(texto: str) -> list[Any]:
    llave = LlavePublica.desde_vkey(texto)
    return [llave.nombre, llave.octetos.hex(), int(llave.uso), llave.id.hex(), llave.vkey]


def _verificar_nota(vkey: str, texto: str, firma: str) -> None:
    LlavePublica.desde_vkey(vkey).verificar(texto.encode(), bytes.fromhex(firma))


def _leer_registros(hexadecimal: str) -> list[Any]:
    lector = LectorDeRegistros(BytesIO(bytes.fromhex(hexadecimal)))
    hallados: list[Any] = [lector.marca_de_tiempo]
    while (registro := lector.siguiente()) is not None:
        hallados.append([registro.nombre, registro.datos.hex()])
    return [*hallados, lector.leidos, lector.sha256_leido()]


def _leer_sucesos(hexadecimal: str) -> list[Any]:
    lector = LectorDeRegistros(BytesIO(bytes.fromhex(hexadecimal)))
    return [
        [s.tipo.value, s.altura, s.previo, s.carga, s.sha256, s.entrada, len(s.datos)]
        for s in leer_sucesos(lector)
    ]


def _escrutar(eleccion: str, boletas: list[str]) -> str:
    leida = definicion.leer_definicion(eleccion.encode())
    suma = escrutinio.Acumulador(leida)
    for texto in boletas:
        suma.agregar(boleta.verificar_boleta(texto.encode(), leida, Cualquiera()))
    return escrutinio.escribir_computo(suma.computo()).decode()


def _sumar(eleccion: str, computos: list[str]) -> str:
    leida = definicion.leer_definicion(eleccion.encode())
    leidos = [escrutinio.leer_computo(texto.encode(), leida) for texto in computos]
    return escrutinio.escribir_computo(escrutinio.sumar_computos(leidos)).decode()


ACTOS: Mapping[str, Callable[..., Any]] = {
    "canonico.leer": lambda h: canonico.escribir(canonico.leer(bytes.fromhex(h))).hex(),
    "canonico.escribir": lambda valor: canonico.escribir(valor).decode(),
    "canonico.leer_campos": lambda t, obligatorios, opcionales: list(
        canonico.leer_campos(canonico.leer(t.encode()), tuple(obligatorios), tuple(opcionales))
    ),
    "canonico.leer_arreglo": lambda t, largo: len(
        canonico.leer_arreglo(canonico.leer(t.encode()), largo)
    ),
    "canonico.leer_cadena": lambda t: canonico.leer_cadena(canonico.leer(t.encode())),
    "canonico.leer_entero": lambda t: str(canonico.leer_entero(canonico.leer(t.encode()))),
    "grupo.leer_punto": lambda t: texto_de_punto(grupo.leer_punto(t)),
    "grupo.leer_punto_o_identidad": lambda t: texto_de_punto(_punto(t)),
    "grupo.probar_potencia": lambda t, n: texto_de_punto(
        grupo.probar_potencia(grupo.recibir_punto(t), int(n))
    ),
    "grupo.leer_escalar": lambda t: str(grupo.leer_escalar(t)),
    "grupo.potencia": lambda t, n: texto_de_punto(grupo.potencia(_punto(t), int(n))),
    "grupo.potencia_de_g": lambda n: texto_de_punto(grupo.potencia_de_g(int(n))),
    "grupo.producto": lambda a, b: texto_de_punto(grupo.producto(_punto(a), _punto(b))),
    "grupo.cociente": lambda a, b: texto_de_punto(grupo.cociente(_punto(a), _punto(b))),
    "grupo.exigir_biblioteca": lambda probar, elevar: _exigir_biblioteca(
        probar=probar, elevar=elevar
    ),
    "huella.hash_a_escalar": lambda t: str(huella.hash_a_escalar(t)),
    "huella.b64": lambda h: huella.b64(bytes.fromhex(h)),
    "huella.sha256_hex": lambda h: huella.sha256_hex(bytes.fromhex(h)),
    "huella.leer_sha256": lambda t: huella.leer_sha256(t),
    "cifrado.leer_cifrado": lambda t: cifrado.texto_de_cifrado(
        cifrado.leer_cifrado(canonico.leer(t.encode()))
    ),
    "cifrado.recibir_cifrado": lambda t: cifrado.recibir_cifrado(canonico.leer(t.encode())).texto,
    "cifrado.multiplicar": _multiplicar,
    "respuesta.cifrar": lambda llave, r, m: cifrado.texto_de_cifrado(
        cifrar(_punto(llave), int(r), m)
    ),
    "pruebas.leer_prueba": lambda t: _en_texto(pruebas.leer_prueba(canonico.leer(t.encode()))),
    "pruebas.probar_conocimiento": lambda x, semilla: _en_texto(
        pruebas.probar_conocimiento(int(x), AzarDeVector(semilla))
    ),
    "pruebas.verificar_conocimiento": lambda llave, p: texto_de_punto(
        pruebas.verificar_conocimiento(grupo.recibir_punto(llave), _prueba(p))
    ),
    "pruebas.firmar_mensaje": lambda m, x, semilla: _en_texto(
        pruebas.firmar_mensaje(m, int(x), AzarDeVector(semilla))
    ),
    "pruebas.verificar_mensaje": lambda m, llave, p: texto_de_punto(
        pruebas.verificar_mensaje(m, grupo.recibir_punto(llave), _prueba(p))
    ),
    "pruebas.firmar_boleta": lambda h, x, semilla: _en_texto(
        pruebas.firmar_boleta(h, int(x), AzarDeVector(semilla))
    ),
    "pruebas.verificar_firma": lambda h, llave, p: texto_de_punto(
        pruebas.verificar_firma(h, grupo.recibir_punto(llave), _prueba(p))
    ),
    "pruebas.probar_descifrado": lambda h, x, alpha, semilla: [
        _en_texto(p)
        for p in pruebas.probar_descifrado(h, int(x), _punto(alpha), AzarDeVector(semilla))
    ],
    "pruebas.verificar_descifrado_v1": lambda h, llave, alpha, f, p: (
        pruebas.verificar_descifrado_v1(h, _punto(llave), _punto(alpha), _punto(f), _prueba(p))
    ),
    "pruebas.verificar_segunda": lambda h, llave, alpha, f, p: pruebas.verificar_segunda(
        h, _punto(llave), _punto(alpha), _punto(f), _prueba(p)
    ),
    "credencial.generar_credencial": lambda uuid, semilla: (
        credencial.generar_credencial(uuid, AzarDeVector(semilla)).texto
    ),
    "credencial.derivar_credencial": _derivar,
    "credencial.publicar_lista": lambda lista: credencial.publicar_lista(lista).decode(),
    "credencial.leer_lista": _leer_lista,
    "credencial.lista_larga": lambda largo: credencial.leer_lista(bytes(largo)).sha256,
    "definicion.generar_uuid": lambda semilla: definicion.generar_uuid(AzarDeVector(semilla)),
    "definicion.leer_definicion": lambda t: _leida(definicion.leer_definicion(t.encode())),
    "definicion.redactar_definicion": _redactar,
    "definicion.octetos": lambda h: _leida(definicion.leer_definicion(bytes.fromhex(h))),
    "apertura.octetos": lambda h: comprobacion.escribir_apertura(
        comprobacion.leer_apertura(bytes.fromhex(h))
    ).hex(),
    "definicion.larga": lambda largo: definicion.leer_definicion(bytes(largo)).sha256,
    "boleta.emitir_comprobable": emitir,
    "boleta.verificar_boleta": _verificar,
    "boleta.verificar_octetos": _verificar_octetos,
    "comprobacion.comprobar_boleta": comprobar,
    "registros.cabecera": lambda nombre, largo, marca: cabecera(nombre, largo, marca).hex(),
    "registros.escribir_marca": lambda marca: escribir_marca(marca).decode(),
    "registros.leer": _leer_registros,
    "sucesos.escribir_suceso": lambda tipo, altura, previo, carga: escribir_suceso(
        Tipo(tipo), altura, previo, carga
    ).decode(),
    "sucesos.leer_sucesos": _leer_sucesos,
    "escrutinio.escrutar": _escrutar,
    "escrutinio.sumar_computos": _sumar,
    "codigos.huella_corta": lambda h: codigos.huella_corta(bytes.fromhex(h)),
    "codigos.rastreo": lambda h: codigos.rastreo(bytes.fromhex(h)),
    "codigos.leer_huella_corta": lambda t: codigos.leer_huella_corta(t),
    "codigos.leer_rastreo": lambda t: codigos.leer_rastreo(t),
    "base45.codificar": lambda h: base45.codificar(bytes.fromhex(h)),
    "base45.decodificar": lambda t: base45.decodificar(t).hex(),
    "llave.desde_vkey": _leer_vkey,
    "llave.verificar": _verificar_nota,
    "llave.nombre": nombre,
    "recibo.verificar": _verificar_recibo,
    "comprobante.leer": _leer_codigo,
    "aperturas.leer_textos_de_apertura": lambda textos: comprobacion.escribir_apertura(
        leer_textos_de_apertura(textos)
    ).decode(),
}


def hacer(acto: str, argumentos: list[Any]) -> dict[str, Any]:
    """Do one act and say how it ended."""
    try:
        return {"espera": "valida", "resultado": ACTOS[acto](*argumentos)}
    except (FallaDeBoletas, ErrorAuditoria) as falla:
        return {"espera": type(falla).__name__}
