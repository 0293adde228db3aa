"""Every paper of the station in the situations that have to be looked at."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from functools import cache
from typing import Literal

from auditoria.formatos.catalogo import Caracter
from auditoria.papeles.contexto import Contexto
from auditoria.registro.bitacora import origen
from auditoria.registro.llave import LlavePrivada, nombre
from auditoria.registro.punto import Punto, firmar
from boletas.impresion.composicion import componer
from boletas.impresion.documento import Documento
from boletas.impresion.maqueta import Pagina
from eleccion.casos.archivo.dar_de_baja import Suprimido
from eleccion.casos.preparacion.imprimir_paquete import FORMATOS
from eleccion.documentos.acta_de_baja import (
    QUE_SON,
    DatosDeBaja,
    documento_de_baja,
)
from eleccion.documentos.acta_de_destruccion import (
    DatosDeDestruccion,
    RenglonDeDestruccion,
    documento_de_destruccion,
)
from eleccion.documentos.acta_de_supresion import QUE_SON as DE_LA_COMISION
from eleccion.documentos.acta_de_supresion import DatosDeSupresion, documento_de_supresion
from eleccion.documentos.acuse import CLASES, COPIAS, DatosDeAcuse, documento_de_acuse
from eleccion.documentos.aviso_de_privacidad import documento_de_aviso
from eleccion.documentos.boleta_de_papel import maquetar_boletas
from eleccion.documentos.cabeza import DatosDeCabeza, maquetar_cabeza
from eleccion.documentos.caratulas import SOBRES, documento_de_caratula
from eleccion.documentos.clausura import DatosDeClausura, documento_de_clausura
from eleccion.documentos.comprobante import (
    CodigoDeRecibo,
    DatosDeComprobante,
    maquetar_comprobante,
)
from eleccion.documentos.conteo_de_pases import documento_de_conteo
from eleccion.documentos.copias import documento_de_copias
from eleccion.documentos.cuadernillo import (
    RenglonDeLista,
    encuadernar,
    maquetar_cuadernillo,
)
from eleccion.documentos.incidentes import documento_de_incidentes
from eleccion.documentos.no_inclusion import (
    DatosDeNoInclusion,
    Exhibido,
    documento_de_no_inclusion,
)
from eleccion.documentos.personas_registradas import (
    PersonaRegistrada,
    TramoDelMapa,
    documento_de_personas_registradas,
    registro_en_blanco,
)
from eleccion.documentos.rollo import Papel
from eleccion.documentos.tarjeta import DatosDeTarjeta, maquetar_tarjetas
from eleccion.documentos.testigo import DatosDeTestigo, maquetar_testigo
from tests.auditoria.papeles import fabrica

MESA = "D001-M1"
LARGO = "Fraccionamiento Residencial Los Ángeles de Villa Magna, Primera y Segunda Secciones"
PERSONA = "HERNÁNDEZ VILLALOBOS MARÍA DE LOS ÁNGELES GUADALUPE DEL SAGRADO CORAZÓN"
LISTA = hashlib.sha256(b"lista").digest()
UUID = "4m8XZ4wkSfGTrL"
SECRETO = "A" * 52
PARTES: tuple[Literal["mesa", "urna"], ...] = ("mesa", "urna")


@cache
def contexto(planillas: int = 3, *, simulacro: bool = False, largo: bool = False) -> Contexto:
    """A sealed definition with so many planillas."""
    caracter = Caracter.SIMULACRO if simulacro else Caracter.REAL
    return fabrica.contexto(planillas, caracter, **({"nombre": LARGO} if largo else {}))


def papel_de_voto(c: Contexto, opcion: int, papel: Papel = Papel.ROLLO) -> tuple[Pagina, ...]:
    """The paper of a vote; the last answer is the null vote."""
    demarcacion, _ = c.catalogo.ubicar(MESA)
    planillas = demarcacion.planillas
    elegida = planillas[opcion] if opcion < len(planillas) else None
    datos = DatosDeTestigo(
        proceso=c.catalogo.proceso.nombre,
        demarcacion=f"{demarcacion.clave} · {demarcacion.nombre}",
        mesa=MESA,
        huella=c.huella_corta,
        opcion=elegida.nombre if elegida else "",
        encabeza=elegida.presidencia if elegida else "",
        simulacro=c.es_simulacro,
    )
    return maquetar_testigo(datos, papel)


def recibo(semilla: int, *, comprobada: bool = False) -> CodigoDeRecibo:
    """A receipt of some ballot."""
    huella = hashlib.sha256(bytes([semilla])).digest()
    firma = hashlib.sha512(huella).digest()
    return CodigoDeRecibo(UUID, huella, "comprobada" if comprobada else "depositada", firma)


def datos_de_comprobante(c: Contexto, codigo: CodigoDeRecibo) -> DatosDeComprobante:
    """What the comprobante of a receipt says."""
    return DatosDeComprobante(
        proceso=c.catalogo.proceso.nombre,
        mesa=MESA,
        huella=c.huella_corta,
        credencial=hashlib.sha256(codigo.boleta).hexdigest(),
        recibo=codigo,
        simulacro=c.es_simulacro,
    )


def datos_de_cabeza(c: Contexto, parte: Literal["mesa", "urna"]) -> DatosDeCabeza:
    """The head of one of the logs of a mesa, with its signed checkpoint."""
    llave = LlavePrivada(nombre(c.catalogo.proceso.id, "D001", "M1", f"{parte}-1"), bytes(32))
    cabeza = Punto(origen(c.catalogo.proceso.id, "D001", "M1", f"{parte}-1"), 217, LISTA)
    return DatosDeCabeza(
        proceso=c.catalogo.proceso.nombre,
        mesa=MESA,
        huella=c.huella_corta,
        de=parte,
        origen=cabeza.origen,
        tamano=cabeza.tamano,
        cuenta=96,
        raiz=cabeza.raiz,
        punto=firmar(cabeza, llave).decode(),
        ocasion="suspension",
        hora=fabrica.hora(13),
        simulacro=c.es_simulacro,
    )


def renglones(cuantas: int, secciones: int = 1) -> list[RenglonDeLista]:
    """A list, with a long name in it."""
    por_seccion = -(-cuantas // secciones)
    return [
        RenglonDeLista(
            n,
            PERSONA if n == 3 else f"ALVARADO PÉREZ ANA {n}",
            700 + (n - 1) // por_seccion,
        )
        for n in range(1, cuantas + 1)
    ]


def tarjetas(cuantas: int) -> tuple[DatosDeTarjeta, ...]:
    """Cards of a mesa, the last two of reserve."""
    return tuple(
        DatosDeTarjeta(
            mesa=MESA,
            clave=f"f{n}",
            cargo="Suplente" if n > cuantas - 2 else "Primera persona escrutadora",
            nombre="María de los Ángeles Guadalupe Hernández Villalobos de la Torre",
            suplente=n > cuantas - 2,
            contenido=json.dumps(
                {
                    "formato": "eleccion-jpc/tarjeta/v1",
                    "nombre": f"jpc/slp-jpc-2026/D001/M1/f{n}",
                    "secreto": SECRETO,
                },
                separators=(",", ":"),
            ),
        )
        for n in range(1, cuantas + 1)
    )


def mapa() -> tuple[TramoDelMapa, ...]:
    """A sección of the mesa, and another one cut in many parts among two."""
    propia, otra = f"{MESA} · {LARGO}, Calle Uno 1", f"D002-M1 · {LARGO}, Calle Dos 2"
    return (
        TramoDelMapa(701, (), propia),
        TramoDelMapa(702, tuple(range(1, 90, 2)), propia),
        TramoDelMapa(702, tuple(range(91, 120)), otra),
        TramoDelMapa(703, (), otra),
    )


def documentos(c: Contexto) -> dict[str, Documento]:
    """The letter papers that are a ``Documento``, by name."""
    planillas = c.catalogo.demarcacion("D001").planillas
    votos = (7,) * (len(planillas) + 1)
    acta = fabrica.acta(c, votos, con_novedades=True)
    hora = acta.apertura.hora + timedelta(hours=2)
    nuevos = {
        "incidentes": documento_de_incidentes(c, MESA, acta.incidentes),
        "clausura": documento_de_clausura(
            c, DatosDeClausura(acta=acta, hora=acta.escrutinio.fin, registro=LISTA)
        ),
        "clausura_tras_relevo": documento_de_clausura(
            c,
            DatosDeClausura(
                acta=acta,
                hora=acta.escrutinio.fin,
                registro=LISTA,
                relevos=((acta.escrutinio.fin, LARGO), (acta.escrutinio.fin, "Se mojó")),
            ),
        ),
        "copias": documento_de_copias(c, acta),
        "conteo": documento_de_conteo(c, MESA, LISTA, 3),
        "baja": documento_de_baja(
            c,
            DatosDeBaja(
                mesa=MESA,
                hora=hora,
                equipos=("mesa-1", "urna-1"),
                resultados=LISTA,
                suprimido=tuple(
                    Suprimido(clase=clase, archivos=999, octetos=10**9, huella=LISTA)
                    for clase in QUE_SON
                ),
                ajenos=1,
                personas=(PERSONA, PERSONA),
                codigo=LISTA,
            ),
        ),
        "supresion": documento_de_supresion(
            c,
            DatosDeSupresion(
                hora=hora,
                publicado=hora,
                dias=180,
                fundamento=c.reglas.aviso_privacidad.cita,
                resultados=LISTA,
                suprimido=tuple(
                    Suprimido(clase=clase, archivos=35_500, octetos=10**9, huella=LISTA)
                    for clase in DE_LA_COMISION
                ),
                codigo=LISTA,
            ),
        ),
        "destruccion": documento_de_destruccion(
            c,
            DatosDeDestruccion(
                numero=1,
                hora=hora,
                lugar=LARGO,
                metodo=f"{LARGO}. {LARGO}",
                observaciones=f"{LARGO}. {LARGO}",
                renglones=tuple(
                    RenglonDeDestruccion(
                        mesa=f"D{numero:03d}-M1",
                        sellos=tuple(f"{sello:06d}" for sello in range(numero % 9)),
                        sellos_del_recibo=bool(numero % 2),
                        intacto=bool(numero % 3),
                        boletas=1000,
                        pases=1000,
                        testigos=1000,
                    )
                    for numero in range(1, 60)
                ),
                personas=((LARGO, PERSONA),) * 4,
                codigo=LISTA,
            ),
        ),
        "aviso_privacidad": documento_de_aviso(c, MESA),
        "acuse": documento_de_acuse(
            c,
            DatosDeAcuse(
                mesa=MESA,
                folio=1,
                hora=hora,
                planilla=planillas[-1].clave,
                presenta="Guadalupe del Rosario Echavarría Villaseñor",
                clase=CLASES[0],
                hojas=12,
            ),
            COPIAS[1],
        ),
    }
    nuevos["personas_registradas"] = documento_de_personas_registradas(
        c,
        MESA,
        [PersonaRegistrada(f"HRVLMR800101{n:02d}M{n:03d}", 700 + n % 3, n) for n in range(1, 61)],
    )
    nuevos["registro_en_blanco"] = registro_en_blanco(c, MESA, mapa())
    for motivo in c.reglas.motivos.valor:
        if motivo.resultado.value != "vota":
            otra = f"Mesa D002-M1 · {LARGO}" if motivo.clave == "otra_mesa" else ""
            nuevos[f"no_inclusion_{motivo.clave}"] = documento_de_no_inclusion(
                c,
                DatosDeNoInclusion(
                    mesa=MESA,
                    folio=1,
                    hora=hora,
                    exhibido=Exhibido.CREDENCIAL,
                    motivo=motivo.clave,
                    otra_mesa=otra,
                ),
            )
    for formato in FORMATOS:
        nuevos[f"formato_{formato.papel}"] = formato.dibujar(c, MESA)
    for sobre in SOBRES:
        nuevos[f"caratula_{sobre.clave}"] = documento_de_caratula(c, MESA, sobre)
    return nuevos


def maquetas(c: Contexto) -> dict[str, tuple[Pagina, ...]]:
    """Every paper, laid out."""
    cuantas = len(c.catalogo.demarcacion("D001").planillas)
    paginas = {nombre: componer(documento) for nombre, documento in documentos(c).items()}
    for papel in Papel:
        for opcion in range(cuantas + 1):
            paginas[f"testigo_{opcion}_{papel.value}"] = papel_de_voto(c, opcion, papel)
        for comprobada in (False, True):
            datos = datos_de_comprobante(c, recibo(5, comprobada=comprobada))
            paginas[f"comprobante_{comprobada}_{papel.value}"] = maquetar_comprobante(datos, papel)
        for parte in PARTES:
            paginas[f"cabeza_{parte}_{papel.value}"] = maquetar_cabeza(
                datos_de_cabeza(c, parte), papel
            )
    (cuadernillo,) = encuadernar(MESA, renglones(70, 2))
    paginas["cuadernillo"] = maquetar_cuadernillo(c, cuadernillo)
    paginas["boletas"] = maquetar_boletas(c, MESA, 1, 2)
    paginas["tarjetas"] = maquetar_tarjetas(
        c.catalogo.proceso.nombre, tarjetas(9), simulacro=c.es_simulacro
    )
    return paginas
