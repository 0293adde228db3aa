"""One small process, whole and consistent, that the tests of formats and rules start from.

Demarcación D001 has two planillas and one mesa, D002 a single planilla and two mesas, D003
nothing. The keys are test keys, made from fixed seeds.
"""

import base64
import hashlib
import json
from datetime import UTC, date, datetime
from functools import cache

from auditoria.formatos.acta import (
    Acta,
    Apertura,
    CierreVotacion,
    EstadoFirma,
    FirmaActa,
    Instalacion,
    MotivoCierre,
)
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.catalogo import (
    Caracter,
    Catalogo,
    Demarcacion,
    Integrante,
    Mesa,
    Modalidad,
    Pases,
    Persona,
    Planilla,
    Proceso,
    Sexo,
)
from auditoria.formatos.cierre import ArchivoSellado, Cierre, CierreTestigos, CierreUrna
from auditoria.formatos.claves import NULO
from auditoria.formatos.comprobadas import Comprobada, Comprobadas
from auditoria.formatos.computo import Computo
from auditoria.formatos.conflictos import Conflicto, Conflictos, FinDePase
from auditoria.formatos.custodios import Custodio, Custodios
from auditoria.formatos.dia import Adicionales, Incidente, Momento
from auditoria.formatos.escrutinio import (
    Escrutinio,
    Rubros,
    RubrosTestigos,
    RubrosUrna,
    VotosOpcion,
)
from auditoria.formatos.hallado import (
    BoletaApartada,
    BoletaHallada,
    FinConocido,
    Hallado,
)
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.formatos.llaves import Funcionario, Llaves, Sella
from auditoria.formatos.paquete import Acompanante, Paquete, PersonaDePaquete
from auditoria.formatos.pases_abiertos import DiferenciaDePases, PasesAbiertos, RubroDePases
from auditoria.formatos.presencia import (
    FuncionarioPresente,
    Observacion,
    Procedencia,
    Representacion,
    RepresentantePresente,
)
from auditoria.formatos.reglas import Reglas
from auditoria.formatos.resultados import Resultados
from auditoria.registro.llave import LlavePrivada, nombre
from auditoria.reglas.computo import FigurasDeMesa, computar
from auditoria.reglas.contienda import reunir_huellas, rutas_selladas
from auditoria.reglas.convocatoria import convocatoria_modelo
from auditoria.reglas.plazos import hora_de
from auditoria.reglas.resultados import reunir_resultados

PROCESO = "slp-jpc-prueba"
HUELLA = hashlib.sha256(b"huella.txt").digest()
JORNADA = date(2027, 2, 21)
SESION = datetime(2027, 2, 22, 18, 0, 0, tzinfo=UTC)


def a_las(hora: int, minuto: int = 0) -> datetime:
    """An hour of the day of voting, local, as UTC."""
    return hora_de(JORNADA, f"{hora:02}:{minuto:02}")


def cabeza(origen: str, tamano: int = 3) -> CabezaCitada:
    """A head whose root is that of its name."""
    return CabezaCitada(
        origen=f"eleccion-jpc/{PROCESO}/{origen}",
        tamano=tamano,
        raiz=hashlib.sha256(origen.encode()).digest(),
    )


def proceso() -> Proceso:
    """The process."""
    return Proceso(
        id=PROCESO,
        nombre="Elección de prueba",
        caracter=Caracter.SIMULACRO,
        municipio="San Luis Potosí",
        entidad="San Luis Potosí",
        autoridad="Comisión de prueba",
        jornada=JORNADA,
    )


CARGOS = tuple(cargo.clave for cargo in convocatoria_modelo().reglas.cargos.valor)


def planilla(clave: str, lema: str, primera: Sexo = Sexo.MUJER) -> Planilla:
    """A planilla that alternates from its presidencia on, with suplentes in the vocalías."""
    otro = {Sexo.MUJER: Sexo.HOMBRE, Sexo.HOMBRE: Sexo.MUJER}[primera]
    integrantes = tuple(
        Integrante(
            cargo=cargo,
            propietaria=Persona(nombre=f"Persona {clave} {i}", sexo=(primera, otro)[i % 2]),
            suplente=(
                Persona(nombre=f"Suplente {clave} {i}", sexo=(primera, otro)[i % 2])
                if cargo.startswith("vocalia")
                else None
            ),
        )
        for i, cargo in enumerate(CARGOS)
    )
    return Planilla(
        clave=clave,
        nombre=lema,
        presidencia=integrantes[0].propietaria.nombre,
        integrantes=integrantes,
    )


def mesa(clave: str, uuid: str, electores: int = 60, cantidad: int = 50) -> Mesa:
    """A mesa with that many pases and ten in reserve."""
    return Mesa(
        clave=clave,
        lugar="Escuela primaria",
        domicilio="Calle 5 de Mayo 10, Centro",
        modalidad=Modalidad.URNA_ELECTRONICA,
        electores=electores,
        pases=Pases(
            folio_inicial=1,
            folio_final=cantidad,
            reserva_inicial=cantidad + 1,
            reserva_final=cantidad + 10,
        ),
        uuid=uuid,
    )


def demarcacion(
    clave: str, planillas: tuple[Planilla, ...], mesas: tuple[Mesa, ...]
) -> Demarcacion:
    """A demarcación."""
    return Demarcacion(
        clave=clave,
        nombre=f"Barrio {clave}",
        delegacion="Centro",
        secciones=(101, 102),
        comunidad_indigena=False,
        planillas=planillas,
        mesas=mesas,
    )


@cache
def catalogo() -> Catalogo:
    """The catalogue; in D001 the draw put the second registered first."""
    return Catalogo(
        proceso=proceso(),
        demarcaciones=(
            demarcacion(
                "D001",
                (
                    planilla("D001-P2", "Vecinas unidas"),
                    planilla("D001-P1", "Mejor barrio", Sexo.HOMBRE),
                ),
                (mesa("M1", "uuiduuiduuid11"),),
            ),
            demarcacion(
                "D002",
                (planilla("D002-P1", "Sola"),),
                (mesa("M1", "uuiduuiduuid21"), mesa("M2", "uuiduuiduuid22")),
            ),
            demarcacion("D003", (), ()),
        ),
    )


@cache
def reglas() -> Reglas:
    """The rules of the model, for this process."""
    return convocatoria_modelo().para(proceso()).reglas


def llave(*partes: str) -> LlavePrivada:
    """A test key: its seed is the hash of its name."""
    propio = nombre(PROCESO, *partes)
    return LlavePrivada(propio, hashlib.sha256(propio.encode()).digest())


def llaves() -> Llaves:
    """Keys of the commission, of who seals, and of three officials of D001-M1."""
    cargos = ("presidencia", "secretaria", "escrutinio_1")
    return Llaves(
        proceso=PROCESO,
        comision=llave("comision").publica.vkey,
        sellan=tuple(
            Sella(
                nombre=f"Quien sella {i}",
                cargo="Comisión",
                llave=llave(f"sello-{i}").publica.vkey,
            )
            for i in (1, 2)
        ),
        funcionarios=tuple(
            Funcionario(
                mesa="D001-M1",
                clave=f"f{i}",
                cargo=cargo,
                nombre=f"Funcionaria {i}",
                suplente=False,
                llave=llave("D001", "M1", f"f{i}").publica.vkey,
                cifrado=base64.b64encode(bytes([i] * 32)).decode(),
            )
            for i, cargo in enumerate(cargos, 1)
        ),
    )


def custodios() -> Custodios:
    """Three of five."""
    return Custodios(
        proceso=PROCESO,
        umbral=3,
        total=5,
        custodios=tuple(
            Custodio(
                indice=i,
                nombre=f"Custodia {i}",
                institucion=f"Institución {i}",
                compromiso=hashlib.sha256(bytes([i])).digest(),
            )
            for i in range(1, 6)
        ),
        trustees=json.dumps([["Pedersen", {}]], separators=(",", ":")),
    )


def huellas() -> ListaDeHuellas:
    """The list of everything sealed, each text standing for itself."""
    archivos = {ruta: hashlib.sha256(ruta.encode()).digest() for ruta in rutas_selladas(catalogo())}
    return reunir_huellas("programa eleccion-jpc/0.1.0 rfc8785/0.1.4", archivos)


def rubros(votos: int = 30, **cambios: int) -> Rubros:
    """Figures of a mesa of 60 persons, 50 pases and 10 in reserve, that balance."""
    cifras = {
        "personas": votos,
        "extra": 0,
        "votantes": votos,
        "extraidas": votos,
        "votacion": votos,
        "electores": 60,
    }
    de_urna = {
        "repuestos": 0,
        "pases_recibidos": 50,
        "reserva_recibida": 10,
        "sobrantes": 60 - votos,
        "inutilizados": 0,
        "usados": votos,
        "no_devueltos": 0,
        "depositadas": votos,
        "comprobadas": 0,
        "inutilizadas": 0,
        "habilitaciones": votos,
        "testigos_mandados": votos,
        "testigos_sin_salir": 0,
        "testigos_cancelados": 0,
    }
    propios = {nombre: valor for nombre, valor in cambios.items() if nombre in cifras}
    ajenos = {nombre: valor for nombre, valor in cambios.items() if nombre not in cifras}
    assert ajenos.keys() <= de_urna.keys()
    testigos = RubrosTestigos(impresos=votos, cancelados=0, contados=votos)
    return Rubros(**(cifras | propios), urna=RubrosUrna(**(de_urna | ajenos), testigos=testigos))


def opciones(votos: dict[str, int]) -> tuple[VotosOpcion, ...]:
    """Votes per answer, all by testigo."""
    return tuple(VotosOpcion(opcion=clave, testigos=n) for clave, n in votos.items())


def acta() -> Acta:
    """The acta of D001-M1: thirty voters, it balances."""
    return Acta(
        proceso=PROCESO,
        mesa="D001-M1",
        version=1,
        huella=HUELLA,
        arranque="JACARANDA 21",
        instalacion=Instalacion(
            inicio=a_las(7, 30),
            lugar_autorizado=True,
            funcionarios=tuple(
                FuncionarioPresente(
                    clave=f.clave,
                    cargo=f.cargo,
                    nombre=f.nombre,
                    procedencia=Procedencia.PROPIETARIA,
                )
                for f in llaves().funcionarios
            ),
            representantes=(
                RepresentantePresente(
                    planilla="D001-P2", nombre="Representante", caracter="propietaria"
                ),
            ),
            pases_recibidos=50,
            reserva_recibida=10,
            electores=60,
            urna_vacia=True,
            pases_mezclados=True,
            huella_cotejada=True,
            cabeza_mesa=cabeza("D001/M1/mesa-1", 1),
            cabeza_urna=cabeza("D001/M1/urna-1", 2),
        ),
        apertura=Apertura(hora=a_las(8)),
        sustituciones=(),
        representaciones=(
            Representacion(
                planilla="D001-P2",
                nombre="Representante",
                caracter="propietaria",
                entrada=a_las(7, 30),
            ),
        ),
        observaciones=(Observacion(acreditacion="OE-0417", entrada=a_las(9), salida=a_las(10)),),
        acompanados=0,
        adicionales=Adicionales(con_resolucion=0, representantes=0),
        suspensiones=(),
        pruebas=(),
        incidentes=(
            Incidente(
                folio=1, hora=a_las(11), momento=Momento.VOTACION, descripcion="Se fue la luz"
            ),
        ),
        escritos=(),
        cierre=CierreVotacion(hora=a_las(18), motivo=MotivoCierre.SIN_FILA, en_fila=0),
        escrutinio=Escrutinio(
            inicio=a_las(18, 10),
            fin=a_las(18, 50),
            opciones=opciones({"D001-P2": 17, "D001-P1": 11, NULO: 2}),
            rubros=rubros(),
            diferencias=(),
        ),
        firmas=(
            *(
                FirmaActa(
                    quien=f"f{i}",
                    rol="funcionario",
                    estado=EstadoFirma.FIRMO,
                    recibio_copia=True,
                )
                for i in (1, 2, 3)
            ),
            FirmaActa(
                quien="D001-P2",
                rol="representante",
                estado=EstadoFirma.BAJO_PROTESTA,
                motivo="La mesa abrió tarde",
                recibio_copia=True,
            ),
            FirmaActa(
                quien="D001-P1",
                rol="representante",
                estado=EstadoFirma.AUSENTE,
                recibio_copia=False,
            ),
        ),
    )


def cierre() -> Cierre:
    """The close of D001-M1, with the figures of its acta."""
    return Cierre(
        proceso=PROCESO,
        mesa="D001-M1",
        huella=HUELLA,
        urna=CierreUrna(
            depositadas=30,
            comprobadas=0,
            inutilizadas=0,
            habilitaciones=30,
            testigos_mandados=30,
            testigos_sin_salir=0,
            testigos_cancelados=0,
            raiz=hashlib.sha256(b"raiz").digest(),
            archivo=ArchivoSellado(largo=123_904, sha256=hashlib.sha256(b"bel").digest()),
            calculo=hashlib.sha256(b"tally").digest(),
            bitacora=cabeza("D001/M1/urna-1", 33),
        ),
        testigos=CierreTestigos(impresos=30, cancelados=0, contados=(17, 11, 2)),
        papel=(),
        bitacora_mesa=cabeza("D001/M1/mesa-1", 9),
    )


def pases_abiertos() -> PasesAbiertos:
    """Two slips left over, one spoiled, and one person more who left with theirs."""
    return PasesAbiertos(
        proceso=PROCESO,
        mesa="D001-M1",
        huella=HUELLA,
        hora=a_las(19),
        lugar="Sala de sesiones",
        sobrantes=("0b" * 32, "ab" * 32),
        inutilizados=("cd" * 32,),
        sobrantes_ilegibles=1,
        inutilizados_ilegibles=0,
        ajenos=0,
        no_devueltos=3,
        diferencias=(
            DiferenciaDePases(
                rubro=RubroDePases.NO_DEVUELTOS, acta=2, hallado=3, motivo="pase_no_devuelto"
            ),
        ),
    )


def comprobadas() -> Comprobadas:
    """A file with one opened ballot."""
    boleta = '{"election_uuid":"uuiduuiduuid11"}'
    return Comprobadas(
        proceso=PROCESO,
        mesa="D001-M1",
        comprobadas=(
            Comprobada(
                credencial="ab" * 32,
                huella=hashlib.sha256(boleta.encode()).digest(),
                boleta=boleta,
                vector=(0, 1, 0),
                azares=("5", "7", "11"),
            ),
        ),
    )


def conflictos() -> Conflictos:
    """A file with one pase spent in two machines."""
    boleta = '{"election_uuid":"uuiduuiduuid11"}'
    return Conflictos(
        proceso=PROCESO,
        mesa="D001-M1",
        conflictos=(
            Conflicto(
                credencial="ab" * 32,
                generacion=1,
                en_urna=FinDePase.COMPROBADA,
                en_hallada=FinDePase.DEPOSITADA,
                huella=hashlib.sha256(boleta.encode()).digest(),
                boleta=boleta,
            ),
        ),
    )


def hallado() -> Hallado:
    """A machine found again that holds one more ballot, and one of a pase that was cancelled."""
    apartada = '{"election_uuid":"uuiduuiduuid12"}'
    (conflicto,) = conflictos().conflictos
    assert conflicto.boleta
    assert conflicto.huella
    return Hallado(
        proceso=PROCESO,
        mesa="D001-M1",
        generacion=1,
        tras=(),
        lineas=("{}",),
        punto="eleccion-jpc/slp-jpc-prueba/D001/M1/urna-1",
        boletas=(
            BoletaHallada(credencial="ab" * 32, huella=conflicto.huella, boleta=conflicto.boleta),
        ),
        apartadas=(
            BoletaApartada(
                hallada=BoletaHallada(
                    credencial="cd" * 32,
                    huella=hashlib.sha256(apartada.encode()).digest(),
                    boleta=apartada,
                ),
                consta=FinConocido.INUTILIZADO,
            ),
        ),
    )


def paquete() -> Paquete:
    """A packet that came with its tape cut."""
    return Paquete(
        proceso=PROCESO,
        mesa="D001-M1",
        huella=bytes.fromhex("a0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d8e9f"),
        hora=datetime(2027, 2, 22, 2, 10, tzinfo=UTC),
        lugar="Sala de sesiones de la comisión",
        entrega=PersonaDePaquete(nombre="Ana Ruiz Peña", cargo="Presidencia de la mesa"),
        recibe=PersonaDePaquete(nombre="Luis Peña", cargo="Secretaría de la comisión"),
        acompanantes=(Acompanante(planilla="D001-P1", nombre="Rosa Díaz"),),
        firmado=True,
        con_cinta=False,
        sellos=("004512", "004513"),
        sellos_de_la_mesa=True,
        alteracion="La cinta de un costado está cortada.",
    )


def figuras(mesa: str, *testigos: int) -> FigurasDeMesa:
    """A mesa whose two counts coincide."""
    return FigurasDeMesa(
        mesa=mesa, testigos=testigos, papel=(), votantes=sum(testigos), descifrado=testigos
    )


def computos() -> dict[str, Computo]:
    """A winner, a single planilla, and a demarcación without planillas."""
    figuras_de = {
        "D001": (figuras("D001-M1", 17, 11, 2),),
        "D002": (figuras("D002-M1", 12, 1), figuras("D002-M2", 20, 0)),
        "D003": (),
    }
    return {
        demarcacion.clave: computar(
            PROCESO, demarcacion, figuras_de[demarcacion.clave], reglas(), SESION
        )
        for demarcacion in catalogo().demarcaciones
    }


def resultados() -> Resultados:
    """The results of those three."""
    return reunir_resultados(
        catalogo(),
        HUELLA,
        {clave: computo.escribir() for clave, computo in computos().items()},
        SESION,
        cabeza("comision", 40),
    )
