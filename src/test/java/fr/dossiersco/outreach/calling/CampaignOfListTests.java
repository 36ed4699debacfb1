package fr.dossiersco.outreach.calling;

import java.net.URI;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.ContactRegistration;
import fr.dossiersco.outreach.contact.NewContact;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class CampaignOfListTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Given given;

	@Test
	void eachListLeadsTheTeamToACampaignOfIt() {
		CurrentAccount me = this.given.outreach();
		String word = "Liste" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
		String uai = this.given.school("059", "Collège " + word);
		Acting.as(me, () -> this.registration
			.register(new NewContact(ContactProfile.INTENDANT, null, word, "Camille", null, null), uai, "Essai", me));

		for (String list : new String[] { "/etablissements", "/contacts" }) {
			String campaign = "/appels/campagnes/nouvelle?source=" + list + "?q%3D" + word;
			assertThat(this.mvc.get().uri(list + "?q=" + word).with(Given.signedIn(me))).bodyText().contains(campaign);
			assertThat(this.mvc.get().uri(URI.create(campaign)).with(Given.signedIn(me))).bodyText()
				.contains("Un appel sera à passer.");
			assertThat(this.mvc.get().uri(list + "?q=" + word).with(Given.signedIn(this.given.ambassador("09"))))
				.bodyText()
				.contains(word)
				.doesNotContain("/appels/campagnes");
		}
	}

	@Test
	void whatIsNoListHoldsNobody() {
		for (String source : new String[] { "/etablissements/0990001N", "/contactsenligne?q=a",
				"//ailleurs.example" }) {
			assertThat(this.mvc.get()
				.uri("/appels/campagnes/nouvelle")
				.param("source", source)
				.with(Given.signedIn(this.given.outreach()))).bodyText()
				.contains("Cette liste ne contient personne à appeler.");
		}
	}

}
