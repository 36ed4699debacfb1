package fr.dossiersco.outreach.kit;

import java.net.URI;
import java.time.Period;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Codes of links, their drawing, and where they may lead. */
class LinkCodeTests {

	@Test
	void codesAreDrawnFromAllSignsAndNeverTwice() {
		Set<String> drawn = new HashSet<>();
		Set<Integer> signs = new HashSet<>();
		for (int i = 0; i < 2_000; i++) {
			String code = LinkCode.draw().value();
			assertThat(code).matches("[a-hjkmnp-z2-9]{10}");
			drawn.add(code);
			code.chars().forEach(signs::add);
		}
		assertThat(drawn).hasSize(2_000);
		assertThat(signs).hasSize(31);
	}

	@Test
	void aCodeIsReadAsItIsTypedAndNothingElseIs() {
		assertThat(LinkCode.read("abcde23456")).contains(new LinkCode("abcde23456"));
		assertThat(LinkCode.read(" ABCDE-23456. ")).contains(new LinkCode("abcde23456"));
		assertThat(LinkCode.read("abcde2345")).isEmpty();
		assertThat(LinkCode.read("abcde234567")).isEmpty();
		assertThat(LinkCode.read("")).isEmpty();
		assertThat(LinkCode.read("' or 1=1 --\0")).isEmpty();
		assertThat(LinkCode.read("a".repeat(100_000))).isEmpty();
	}

	@Test
	void theDrawingIsReadByATelephone() throws Exception {
		String address = "https://recrutement.example/v/abcde23456";
		String drawing = QrDrawing.of(address, "L’adresse <b>");

		assertThat(drawing).contains("role=\"img\"", "<title>L’adresse &lt;b&gt;</title>").doesNotContain("style");
		assertThat(read(drawing)).isEqualTo(address);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://dossiersco.example", "javascript:alert(1)", "/ailleurs", "https:///x", "https:x",
			"https://moi@dossiersco.example", "https://dossiersco.example:8443/" })
	void linksLeadToAPublicAddressOnly(String address) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new KitProperties(URI.create(address), Period.ofMonths(25)))
			.withMessageContaining("outreach.kit.destination");
	}

	@Test
	void visitsAreKeptForATime() {
		URI destination = URI.create("https://dossiersco.example/bienvenue?source=lien");
		assertThat(new KitProperties(destination, Period.ofMonths(1)).destination()).isEqualTo(destination);
		assertThatIllegalArgumentException().isThrownBy(() -> new KitProperties(destination, Period.ZERO));
	}

	/** Draws it again, eight dots a module, and reads what is seen. */
	private static String read(String drawing) throws Exception {
		int side = Integer.parseInt(drawing.replaceFirst("(?s).*viewBox=\"0 0 (\\d+) .*", "$1"));
		int dots = side * 8;
		int[] pixels = new int[dots * dots];
		Arrays.fill(pixels, 0xFFFFFF);
		String path = drawing.replaceFirst("(?s).*fill=\"#000\" d=\"([^\"]+)\".*", "$1");
		for (String run : path.split("z")) {
			String[] numbers = run.substring(1).split("[^0-9]+");
			int x = Integer.parseInt(numbers[0]);
			int y = Integer.parseInt(numbers[1]);
			int length = Integer.parseInt(numbers[2]);
			for (int row = y * 8; row < (y + 1) * 8; row++) {
				Arrays.fill(pixels, row * dots + x * 8, row * dots + (x + length) * 8, 0);
			}
		}
		Map<DecodeHintType, Object> hints = new EnumMap<>(Map.of(DecodeHintType.TRY_HARDER, true));
		return new QRCodeReader()
			.decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(dots, dots, pixels))), hints)
			.getText();
	}

}
