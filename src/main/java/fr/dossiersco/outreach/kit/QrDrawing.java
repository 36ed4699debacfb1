package fr.dossiersco.outreach.kit;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

import org.springframework.web.util.HtmlUtils;

/**
 * A QR code as an SVG drawing, sharp at any size: one path, its rows drawn as strokes.
 */
final class QrDrawing {

	/** The empty border that readers need. */
	static final int QUIET = 4;

	private QrDrawing() {
	}

	/**
	 * @param text what a telephone reads
	 * @param title what the drawing is, for who does not see it
	 */
	static String of(String text, String title) {
		ByteMatrix modules = modules(text);
		StringBuilder path = new StringBuilder();
		for (int y = 0; y < modules.getHeight(); y++) {
			for (int x = 0; x < modules.getWidth(); x++) {
				int start = x;
				while (x < modules.getWidth() && modules.get(x, y) == 1) {
					x++;
				}
				if (x > start) {
					path.append("M%d %dh%dv1H%dz".formatted(start + QUIET, y + QUIET, x - start, start + QUIET));
				}
			}
		}
		int side = modules.getWidth() + 2 * QUIET;
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="%2$d" height="%2$d" role="img" \
				shape-rendering="crispEdges"><title>%3$s</title><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/>\
				<path fill="#000" d="%4$s"/></svg>
				""".formatted(side, side * 10, HtmlUtils.htmlEscape(title, "UTF-8"), path);
	}

	/** A quarter of it may be soiled or folded: it is for paper. */
	private static ByteMatrix modules(String text) {
		try {
			return Encoder.encode(text, ErrorCorrectionLevel.Q).getMatrix();
		}
		catch (WriterException ex) {
			throw new IllegalArgumentException("Too long for a QR code", ex);
		}
	}

}
