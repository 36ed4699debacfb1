package fr.dossiersco.outreach.interaction;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.establishment.EstablishmentFacet;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * Lets schools be told apart by how they were first met: by whom, by what channel, and
 * cold or not.
 */
@Configuration(proxyBeanMethods = false)
class FirstExchangeFacets {

	@Bean
	@Order(40)
	EstablishmentFacet firstProfile(MessageSource messages) {
		return FirstExchange.of("rencontre", "profile", "contact.profile.", ContactProfile.values(), messages);
	}

	@Bean
	@Order(41)
	EstablishmentFacet firstChannel(MessageSource messages) {
		return FirstExchange.of("entree", "channel", "interaction.channel.", Channel.values(), messages);
	}

	@Bean
	@Order(42)
	EstablishmentFacet firstApproach(MessageSource messages) {
		return FirstExchange.of("approche", "approach", "interaction.approach.", Approach.values(), messages);
	}

	/** Something of the first exchange with a school, which its pursuit keeps. */
	private record FirstExchange(String parameter, String what, List<Choice> choices) implements EstablishmentFacet {

		static FirstExchange of(String parameter, String what, String key, Enum<?>[] values, MessageSource messages) {
			return new FirstExchange(parameter, what, Arrays.stream(values)
				.map((value) -> new Choice(value.name(), messages.getMessage(key + value.name(), null, Locale.FRENCH)))
				.toList());
		}

		@Override
		public String label() {
			return "interaction.first." + this.what;
		}

		@Override
		public List<String> joins() {
			return List.of("left join pursuit on pursuit.uai = e.uai");
		}

		@Override
		public String condition(String value) {
			return "pursuit.first_" + this.what + " = :" + this.parameter;
		}

	}

}
