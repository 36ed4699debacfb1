package fr.dossiersco.outreach.campaign;

import java.time.Instant;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DatabaseTest
@Import(GivenCampaign.class)
class ScaleTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private GivenCampaign some;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void scale() {
		CurrentAccount me = this.given.coordinator();
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into establishment (uai, name, kind, sector, town, postcode, departement, academie, state, phone)
					select lpad((9000000 + n)::text, 7, '0') || substr('ABCDEFGHJKLMNPRSTUVWXYZ', (9000000 + n) % 23 + 1, 1), 'Collège ' || n,
						'COLLEGE', 'PUBLIC', 'Grandville', '99000', d.code, d.academie, 'OUVERT', '0320000000'
					from generate_series(1, 60000) n join (select code, academie, row_number() over (order by code) r, count(*) over () c from departement) d on d.r = 1 + n % d.c""")
			.update());
		Acting.asSystem(() -> this.jdbc
			.sql("""
					insert into interaction (id, uai, academie, author, occurred_at, recorded_at, channel, direction, outcome, approach, version)
					select gen_random_uuid(), uai, academie, ?, now() - random() * interval '300 days', now(), 'TELEPHONE', case when random() < 0.2 then 'ENTRANT' else 'SORTANT' end,
					case when random() < 0.4 then 'JOINT' else 'MESSAGERIE' end, 'FROID', 0 from establishment, generate_series(1,4) where town = 'Grandville'""")
			.param(me.id())
			.update());
		for (int k = 0; k < 4; k++) {
			long t = System.nanoTime();
			UUID id = this.some.launched(Channel.AMBASSADEURS, "/etablissements?ville=Grandville", me);
			System.out.println("SCALE launch " + (System.nanoTime() - t) / 1_000_000);
			Acting.asSystem(() -> this.jdbc.sql(
					"update interaction set campaign_id = ? where id in (select i.id from interaction i where i.uai > '9' and i.campaign_id is null order by i.id limit 3000)")
				.param(id)
				.update());
			if (k == 0)
				Acting.asSystem(() -> this.jdbc.sql("select 1").query(Integer.class).single());
			for (String p : new String[] { "/campagnes", "/campagnes/" + id, "/campagnes/" + id + "/destinataires",
					"/campagnes/" + id + "/destinataires?page=900", "/campagnes/" + id + "/destinataires?etat=joints",
					"/campagnes/" + id + "/destinataires?etat=a-contacter", "/campagnes/" + id + "/echanges",
					"/campagnes/" + id + "/echanges?dont=hors-destinataires" }) {
				for (int i = 0; i < 3; i++) {
					long s = System.nanoTime();
					this.mvc.get().uri(p).with(Given.signedIn(me)).exchange();
					if (i == 2)
						System.out.println("SCALE " + k + " " + p.replace(id.toString(), "ID") + " "
								+ (System.nanoTime() - s) / 1_000_000);
				}
			}
		}
		long s = System.nanoTime();
		UUID prepared = this.some.prepared(Channel.AMBASSADEURS, "/etablissements?ville=Grandville", me);
		this.mvc.get().uri("/campagnes/" + prepared).with(Given.signedIn(me)).exchange();
		System.out.println("SCALE prepared " + (System.nanoTime() - s) / 1_000_000);
		UUID calls = this.some.prepared(Channel.MEL, "/etablissements?ville=Grandville", me);
		s = System.nanoTime();
		this.mvc.get().uri("/campagnes/" + calls).with(Given.signedIn(me)).exchange();
		System.out.println("SCALE prepared MEL " + (System.nanoTime() - s) / 1_000_000);
	}

}
