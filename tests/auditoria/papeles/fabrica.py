"""Records as a real mesa would leave them, built by hand: names, counts and hours of the kind seen.

Keys come from fixed seeds: they are test vectors, no secret of anybody.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import UTC, date, datetime

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
from auditoria.formatos.dia import (
    Adicionales,
    Escrito,
    Incidente,
    Momento,
    PruebaPublica,
    Reserva,
    Suspension,
)
from auditoria.formatos.escrutinio import (
    DiferenciaAsentada,
    Escrutinio,
    Rubro,
    Rubros,
    RubrosPapel,
    RubrosTestigos,
    RubrosUrna,
    VotosOpcion,
)
from auditoria.formatos.paquete import Acompanante, Paquete, PersonaDePaquete
from auditoria.formatos.presencia import (
    FuncionarioPresente,
    Observacion,
    Procedencia,
    Representacion,
    RepresentantePresente,
    Sustitucion,
)
from auditoria.papeles import (
    Contexto,
    DatosDeActa,
    DatosDeComputo,
    DatosDePaquete,
    Inicio,
    leer_inicio,
)
from auditoria.registro import asientos, bitacora, firma
from auditoria.registro.llave import LlavePrivada
from auditoria.reglas.computo import FigurasDeMesa, computar, declarar_firme
from auditoria.reglas.convocatoria import convocatoria_modelo

PROCESO = "slp-jpc-2026"
JORNADA = date(2026, 11, 22)
HUELLA = hashlib.sha256(b"huella de prueba").digest()
NOMBRES = (
    "María Fernanda Ortiz Güemes",
    "José Ángel Ibáñez Ñañez",
    "Guadalupe del Rosario Echavarría Villaseñor",
    "Ana Ruiz Peña",
    "Xóchitl Nohemí Hernández de la Rosa",
    "Juan Pablo Díaz",
    "Ma. del Carmen Zúñiga Bañuelos",
    "Luis Íñigo Cázares",
)
PLANILLAS = (
    "Nogal",
    "Unidad Vecinal Mezquite",
    "Vecinas y Vecinos por la Recuperación de los Parques y Jardines del Tecnológico",
    "Jacaranda",
    "Participación y Trabajo",
    "Huizache",
    "Todas las Calles Cuentan",
    "Agua Limpia",
)


def hora(horas: int, minutos: int = 0) -> datetime:
    """A local hour of the day of voting, as the record keeps it: UTC."""
    return (
        datetime(2026, 11, 22, horas + 6, minutos, tzinfo=UTC)
        if horas < 18
        else datetime(2026, 11, 23, horas - 18, minutos, tzinfo=UTC)
    )


def llave(nombre: str) -> LlavePrivada:
    """A key whose seed is the hash of its name: a test vector."""
    return LlavePrivada(nombre, hashlib.sha256(nombre.encode()).digest())


LLAVE_MESA = llave(f"jpc/{PROCESO}/D001/M1/mesa-1")
LLAVE_URNA = llave(f"jpc/{PROCESO}/D001/M1/urna-1")
LLAVE_COMISION = llave(f"jpc/{PROCESO}/comision")


def planilla(numero: int, cargos: tuple[str, ...], demarcacion: str = "D001") -> Planilla:
    """Planilla number ``numero`` (1..8) with one member per cargo and some suplentes."""

    def persona(i: int) -> Persona:
        return Persona(
            nombre=NOMBRES[(numero + i) % len(NOMBRES)], sexo=(Sexo.MUJER, Sexo.HOMBRE)[i % 2]
        )

    integrantes = tuple(
        Integrante(
            cargo=cargo,
            propietaria=persona(i),
            suplente=persona(i + 4) if cargo.startswith("voc") else None,
        )
        for i, cargo in enumerate(cargos)
    )
    return Planilla(
        clave=f"{demarcacion}-P{numero}",
        nombre=f"Planilla {PLANILLAS[numero - 1]}",
        presidencia=integrantes[0].propietaria.nombre,
        integrantes=integrantes,
    )


def contexto(
    planillas: int = 3,
    caracter: Caracter = Caracter.REAL,
    mesas: int = 1,
    nombre: str = "Lomas del Tecnológico",
) -> Contexto:
    """A sealed definition with one demarcación."""
    modelo = convocatoria_modelo()
    reglas = replace(modelo.reglas, proceso=PROCESO)
    cargos = tuple(c.clave for c in reglas.cargos.valor)
    proceso = Proceso(
        id=PROCESO,
        nombre="Elección de las Juntas de Participación Ciudadana 2026",
        caracter=caracter,
        municipio="San Luis Potosí",
        entidad="San Luis Potosí",
        autoridad="Comisión Electoral de las Juntas de Participación Ciudadana",
        jornada=JORNADA,
    )
    con_urna = tuple(
        Mesa(
            clave=f"M{i}",
            lugar="Escuela Primaria «Benito Juárez»",
            domicilio="Av. Salvador Nava Martínez 1250, entre Himalaya y Cordillera de los Andes",
            modalidad=Modalidad.URNA_ELECTRONICA,
            electores=1248,
            pases=Pases(folio_inicial=1, folio_final=130, reserva_inicial=131, reserva_final=150),
            uuid=f"Abc{i}efghijkmno",
        )
        for i in range(1, mesas + 1)
    )
    demarcacion = Demarcacion(
        clave="D001",
        nombre=nombre,
        delegacion="Capital centro",
        secciones=(741, 742, 1103),
        comunidad_indigena=False,
        planillas=tuple(planilla(n, cargos) for n in range(1, planillas + 1)),
        mesas=con_urna if planillas else (),
    )
    return Contexto(Catalogo(proceso=proceso, demarcaciones=(demarcacion,)), reglas, HUELLA)


def funcionarios(ctx: Contexto) -> tuple[FuncionarioPresente, ...]:
    """Everybody at the table; the second is a suplente, the last came from the queue."""
    cargos = ctx.reglas.mesa.valor.cargos
    procedencias = [Procedencia.PROPIETARIA] * len(cargos)
    procedencias[1], procedencias[-1] = Procedencia.SUPLENTE, Procedencia.FILA
    return tuple(
        FuncionarioPresente(
            clave=f"f{i}", cargo=c.clave, nombre=NOMBRES[i - 1], procedencia=procedencias[i - 1]
        )
        for i, c in enumerate(cargos, start=1)
    )


def representantes(ctx: Contexto) -> tuple[RepresentantePresente, ...]:
    """One representative per planilla but the last, who sent nobody (if there are several)."""
    planillas = ctx.catalogo.demarcaciones[0].planillas
    presentes = planillas[:-1] if len(planillas) > 1 else planillas
    return tuple(
        RepresentantePresente(
            planilla=p.clave,
            nombre=NOMBRES[-i % len(NOMBRES)],
            caracter="propietaria" if i % 2 else "suplente",
        )
        for i, p in enumerate(presentes, start=1)
    )


def rubros(votos: int, **cambios: int | RubrosPapel | None) -> Rubros:
    """Figures of a mesa that balances with ``votos`` testigos; then the changes asked for."""
    urna = RubrosUrna(
        repuestos=0,
        pases_recibidos=max(130, votos),
        reserva_recibida=20,
        sobrantes=max(130, votos) + 20 - votos,
        inutilizados=0,
        usados=votos,
        no_devueltos=0,
        depositadas=votos,
        comprobadas=0,
        inutilizadas=0,
        habilitaciones=votos,
        testigos_mandados=votos,
        testigos_sin_salir=0,
        testigos_cancelados=0,
        testigos=RubrosTestigos(impresos=votos, cancelados=0, contados=votos),
    )
    de_urna = {campo.name for campo in fields(RubrosUrna)}
    en_urna = {nombre: valor for nombre, valor in cambios.items() if nombre in de_urna}
    resto = {nombre: valor for nombre, valor in cambios.items() if nombre not in de_urna}
    cuadrados = Rubros(
        personas=votos,
        extra=0,
        votantes=votos,
        extraidas=votos,
        votacion=votos,
        electores=1248,
        urna=replace(urna, **en_urna),  # type: ignore[arg-type]
    )
    return replace(cuadrados, **resto)  # type: ignore[arg-type]


def bitacoras(ctx: Contexto) -> tuple[list[bytes], list[bytes]]:
    """First lines of both logs of the mesa."""
    origen_mesa = bitacora.origen(PROCESO, "D001", "M1", "mesa-1")
    origen_urna = bitacora.origen(PROCESO, "D001", "M1", "urna-1")
    lineas = tuple(f"— jpc/{PROCESO}/D001/M1/f{i} " + "A" * 91 + "=" for i in (1, 2))
    comunes = {
        "huella": HUELLA,
        "arranque": "COLIBRI-4821",
        "llave_mesa": LLAVE_MESA.publica.vkey,
        "llave_urna": LLAVE_URNA.publica.vkey,
        "firmas": lineas,
    }
    mesa = asientos.MesaInstalada(
        **comunes,  # type: ignore[arg-type]
        funcionarios=tuple(
            asientos.FuncionarioPresente.desde(f.a_valor()) for f in funcionarios(ctx)
        ),
        representantes=tuple(
            asientos.RepresentantePresente.desde(r.a_valor()) for r in representantes(ctx)
        ),
        pases_recibidos=130,
        reserva_recibida=20,
        electores=1248,
        lugar_autorizado=True,
        urna_vacia=True,
        pases_mezclados=True,
        dotacion=hashlib.sha256(b"dotacion").digest(),
    )
    urna = asientos.UrnaInstalada(**comunes)  # type: ignore[arg-type]
    abierta = asientos.UrnaAbierta(depositadas=0, comprobadas=0, inutilizadas=0)
    linea_mesa, _ = bitacora.asentar(bitacora.Cabeza.nueva(origen_mesa), mesa, hora(7, 42))
    linea_urna, cabeza = bitacora.asentar(bitacora.Cabeza.nueva(origen_urna), urna, hora(7, 43))
    linea_abierta, _ = bitacora.asentar(cabeza, abierta, hora(7, 51))
    return [linea_mesa], [linea_urna, linea_abierta]


def inicio(ctx: Contexto) -> Inicio:
    """Data of the acta de inicio."""
    return leer_inicio(PROCESO, "D001-M1", *bitacoras(ctx))


def acta(
    ctx: Contexto,
    votos: tuple[int, ...],
    *,
    papel: tuple[int, ...] = (),
    con_novedades: bool = False,
    figuras: Rubros | None = None,
    diferencias: tuple[DiferenciaAsentada, ...] = (),
) -> Acta:
    """The acta of mesa D001-M1: ``votos`` per answer, the null vote last."""
    ini = inicio(ctx)
    claves = (*(p.clave for p in ctx.catalogo.demarcaciones[0].planillas), NULO)
    opciones = tuple(
        VotosOpcion(opcion=clave, testigos=v, papel=papel[i] if papel else None)
        for i, (clave, v) in enumerate(zip(claves, votos, strict=True))
    )
    total, en_papel = sum(votos), sum(papel)
    if figuras is None:
        figuras = rubros(total)
        if papel:
            figuras = replace(
                figuras,
                personas=total + en_papel,
                votantes=total + en_papel,
                extraidas=total + en_papel,
                votacion=total + en_papel,
                papel=RubrosPapel(
                    personas=en_papel,
                    repuestas=0,
                    recibidas=50,
                    sobrantes=50 - en_papel,
                    inutilizadas=0,
                    extraidas=en_papel,
                ),
            )
    return Acta(
        proceso=PROCESO,
        mesa="D001-M1",
        version=1,
        huella=HUELLA,
        arranque="COLIBRI-4821",
        instalacion=Instalacion(
            inicio=hora(7, 30),
            lugar_autorizado=not con_novedades,
            lugar_ocupado="Cancha contigua a la escuela" if con_novedades else None,
            causa_del_cambio=(
                "La escuela amaneció cerrada; la mesa se puso en la cancha contigua."
                if con_novedades
                else None
            ),
            funcionarios=funcionarios(ctx),
            representantes=representantes(ctx),
            pases_recibidos=figuras.urna.pases_recibidos if figuras.urna else None,
            reserva_recibida=20 if figuras.urna else None,
            boletas_recibidas=figuras.papel.recibidas if figuras.papel else None,
            electores=1248,
            urna_vacia=True,
            pases_mezclados=True,
            huella_cotejada=True,
            cabeza_mesa=ini.cabeza_mesa,
            cabeza_urna=ini.cabeza_urna if figuras.urna else None,
        ),
        apertura=Apertura(
            hora=hora(8, 20) if con_novedades else hora(8),
            causa="Se esperó a que llegara la persona de la fila." if con_novedades else None,
        ),
        sustituciones=_sustituciones(ctx) if con_novedades else (),
        representaciones=_representaciones(ctx, con_novedades),
        observaciones=_observaciones() if con_novedades else (),
        acompanados=3,
        adicionales=Adicionales(con_resolucion=0, representantes=0),
        reserva=Reserva(hora=hora(16, 40), cantidad=20, causa="Se agotaron los pases de la caja.")
        if con_novedades
        else None,
        suspensiones=(
            (Suspension(inicio=hora(13, 5), fin=hora(13, 40), causa="Corte de energía eléctrica."),)
            if con_novedades
            else ()
        ),
        pruebas=(
            (
                PruebaPublica(
                    hora=hora(7, 55),
                    solicitante="Presidencia de la mesa",
                    resultado="El papel y la pantalla dijeron lo mismo.",
                ),
            )
            if con_novedades
            else ()
        ),
        incidentes=_incidentes() if con_novedades else (),
        escritos=(Escrito(planilla=claves[0], cantidad=1),) if con_novedades else (),
        cierre=CierreVotacion(
            hora=hora(18, 22) if con_novedades else hora(18),
            motivo=MotivoCierre.CON_FILA if con_novedades else MotivoCierre.SIN_FILA,
            en_fila=7 if con_novedades else 0,
        ),
        escrutinio=Escrutinio(
            inicio=hora(18, 30),
            fin=hora(19, 12),
            opciones=opciones,
            rubros=figuras,
            diferencias=diferencias,
        ),
        firmas=_firmas(ctx, con_novedades),
    )


NO_INCLUIDA = (
    "Una persona insistió en votar sin aparecer en la lista. Se le explicó la regla, se le entregó"
    " constancia de no inclusión y se retiró sin votar."
)


def _incidentes() -> tuple[Incidente, ...]:
    momentos = (
        (Momento.INSTALACION, hora(7, 35), "Faltaba un sello en la caja de pases; se anotó."),
        (
            Momento.VOTACION,
            hora(12, 10),
            NO_INCLUIDA,
        ),
        (Momento.VOTACION, hora(13, 5), "Se fue la luz 35 minutos; el equipo siguió con batería."),
        (Momento.ESCRUTINIO, hora(18, 50), "Un testigo estaba doblado en cuatro; se contó."),
    )
    return tuple(
        Incidente(folio=i, hora=h, momento=m, descripcion=texto)
        for i, (m, h, texto) in enumerate(momentos, start=1)
    )


def _sustituciones(ctx: Contexto) -> tuple[Sustitucion, ...]:
    ultima = funcionarios(ctx)[-1]
    entra = FuncionarioPresente(
        clave="f9",
        cargo=ultima.cargo,
        nombre="Petronila Huerta Cázares",
        procedencia=Procedencia.FILA,
    )
    causa = "Se sintió mal por el calor y la llevaron a su casa."
    return (Sustitucion(hora=hora(15, 10), sale=ultima.clave, entra=entra, causa=causa),)


def _representaciones(ctx: Contexto, con_novedades: bool) -> tuple[Representacion, ...]:
    del_inicio = tuple(
        Representacion(
            planilla=r.planilla, nombre=r.nombre, caracter=r.caracter, entrada=hora(7, 30)
        )
        for r in representantes(ctx)
    )
    if not con_novedades or not del_inicio:
        return del_inicio
    primera, *otras = del_inicio
    releva = replace(primera, nombre="Bulmaro Saldaña Rocha", caracter="suplente")
    return (
        replace(primera, salida=hora(13)),
        *otras,
        replace(releva, entrada=hora(13, 5)),
    )


def _observaciones() -> tuple[Observacion, ...]:
    return (
        Observacion(
            acreditacion="OE-0417",
            organizacion="Observatorio Ciudadano del Barrio de Tlaxcala",
            entrada=hora(9),
            salida=hora(9, 40),
        ),
        Observacion(acreditacion="OE-1203", entrada=hora(17)),
    )


def _firmas(ctx: Contexto, con_novedades: bool) -> tuple[FirmaActa, ...]:
    firmas = [
        FirmaActa(quien=f.clave, rol="funcionario", estado=EstadoFirma.FIRMO, recibio_copia=True)
        for f in (
            *funcionarios(ctx)[: -1 if con_novedades else None],
            *((_sustituciones(ctx)[0].entra,) if con_novedades else ()),
        )
    ]
    for i, r in enumerate(representantes(ctx)):
        estado, motivo = EstadoFirma.FIRMO, None
        if con_novedades and i == 0:
            estado = EstadoFirma.BAJO_PROTESTA
            motivo = "No se permitió el acceso al representante suplente durante la suspensión."
        if con_novedades and i == 1:
            estado, motivo = EstadoFirma.NO_FIRMO, "Se retiró antes de terminar."
        firmas.append(
            FirmaActa(
                quien=r.planilla,
                rol="representante",
                estado=estado,
                motivo=motivo,
                recibio_copia=estado is not EstadoFirma.NO_FIRMO,
            )
        )
    planillas = ctx.catalogo.demarcaciones[0].planillas
    firmas += [
        FirmaActa(
            quien=p.clave, rol="representante", estado=EstadoFirma.AUSENTE, recibio_copia=False
        )
        for p in planillas[len(representantes(ctx)) :]
    ]
    return tuple(firmas)


def cierre(levantada: Acta) -> Cierre:
    """The ``cierre.json`` that goes with an acta."""
    r = levantada.escrutinio.rubros.urna
    testigos = r.testigos if r else None
    return Cierre(
        proceso=PROCESO,
        mesa=levantada.mesa,
        huella=HUELLA,
        urna=None
        if r is None
        else CierreUrna(
            depositadas=r.depositadas,
            comprobadas=r.comprobadas,
            inutilizadas=r.inutilizadas,
            habilitaciones=r.habilitaciones,
            testigos_mandados=r.testigos_mandados,
            testigos_sin_salir=r.testigos_sin_salir,
            testigos_cancelados=r.testigos_cancelados,
            raiz=hashlib.sha256(b"raiz").digest(),
            archivo=ArchivoSellado(largo=412_672, sha256=hashlib.sha256(b"bel").digest()),
            calculo=hashlib.sha256(b"calculo").digest(),
            bitacora=CabezaCitada(
                origen=bitacora.origen(PROCESO, "D001", "M1", "urna-1"),
                tamano=r.depositadas + 3,
                raiz=hashlib.sha256(b"urna").digest(),
            ),
        ),
        testigos=None
        if testigos is None
        else CierreTestigos(
            impresos=testigos.impresos,
            cancelados=testigos.cancelados,
            contados=levantada.testigos,
        ),
        papel=levantada.papel,
        bitacora_mesa=CabezaCitada(
            origen=bitacora.origen(PROCESO, "D001", "M1", "mesa-1"),
            tamano=27,
            raiz=hashlib.sha256(b"mesa").digest(),
        ),
    )


def datos(levantada: Acta) -> DatosDeActa:
    """The files of the close, signed with the test keys."""
    contenido = cierre(levantada).escribir()
    firmada = firma.firmar("cierre", PROCESO, contenido, (LLAVE_MESA, LLAVE_URNA))
    return DatosDeActa.de_archivos(
        levantada.escribir(), contenido, firmada, LLAVE_MESA.publica.vkey
    )


def con_diferencia(ctx: Contexto) -> Acta:
    """One person took a pase and left without voting: 4 and 5 differ by one, explained."""
    motivo = ctx.reglas.motivos_diferencia.valor[0].clave
    total = 121
    figuras = rubros(total, personas=122, votantes=122, no_devueltos=1, sobrantes=150 - 122)
    return acta(
        ctx,
        (60, 40, 20, 1),
        con_novedades=True,
        figuras=figuras,
        diferencias=(
            DiferenciaAsentada(
                entre=(Rubro.VOTANTES, Rubro.EXTRAIDAS),
                cantidad=-1,
                motivo=motivo,
                firmas=("f1", "f2"),
            ),
        ),
    )


SESION = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def computo(
    ctx: Contexto,
    *mesas: tuple[int, ...],
    descifrado: tuple[tuple[int, ...], ...] | None = None,
    firme: bool = False,
    semilla: str | None = None,
) -> DatosDeComputo:
    """The cómputo of D001 with these votes per mesa; the second count agrees unless given."""
    figuras = [
        FigurasDeMesa(
            mesa=f"D001-M{i}",
            testigos=votos,
            papel=(),
            votantes=sum(votos),
            descifrado=(descifrado or mesas)[i - 1],
        )
        for i, votos in enumerate(mesas, start=1)
    ]
    demarcacion = ctx.catalogo.demarcaciones[0]
    hecho = computar(PROCESO, demarcacion, figuras, ctx.reglas, SESION, semilla=semilla)
    if firme:
        hecho = declarar_firme(hecho, datetime(2027, 1, 10, 18, tzinfo=UTC))
    return datos_de_computo(hecho.escribir())


def datos_de_computo(contenido: bytes) -> DatosDeComputo:
    """A signed ``computo.json``."""
    return DatosDeComputo.de_archivos(contenido, firma_de_computo(contenido))


def sin_mesas(ctx: Contexto) -> Contexto:
    """The same definition where the only planilla is declared and nobody votes."""
    demarcacion = replace(ctx.catalogo.demarcaciones[0], mesas=())
    return replace(ctx, catalogo=replace(ctx.catalogo, demarcaciones=(demarcacion,)))


def firma_de_computo(contenido: bytes) -> bytes:
    """The file ``computo.json.firma``."""
    return firma.firmar("computo", PROCESO, contenido, (LLAVE_COMISION,))


def con_motivo(levantada: Acta, motivo: str) -> Acta:
    """The same acta with another reason for its difference."""
    diferencia = replace(levantada.escrutinio.diferencias[0], motivo=motivo)
    return replace(levantada, escrutinio=replace(levantada.escrutinio, diferencias=(diferencia,)))


def paquete(
    ctx: Contexto, *, sellos: tuple[str, ...] = ("004512", "004513"), alteracion: str | None = None
) -> DatosDePaquete:
    """The receipt of a packet; one with signs of alteration came with nobody of the planillas."""
    persona = PersonaDePaquete(nombre=NOMBRES[0], cargo="Presidencia de la mesa")
    acompanantes = tuple(
        Acompanante(planilla=p.clave, nombre=NOMBRES[lugar % len(NOMBRES)])
        for lugar, p in enumerate(ctx.catalogo.demarcaciones[0].planillas)
    )
    hecho = Paquete(
        proceso=PROCESO,
        mesa="D001-M1",
        huella=ctx.huella,
        hora=hora(21, 40),
        lugar="Sala de sesiones de la comisión",
        entrega=persona,
        recibe=replace(persona, cargo="Secretaría de la comisión"),
        acompanantes=() if alteracion else acompanantes,
        firmado=alteracion is None,
        con_cinta=alteracion is None,
        sellos=sellos,
        sellos_de_la_mesa=alteracion is None,
        alteracion=alteracion,
    )
    return DatosDePaquete.de_archivo(hecho.escribir())
