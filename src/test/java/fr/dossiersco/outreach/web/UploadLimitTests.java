package fr.dossiersco.outreach.web;

import java.io.IOException;

import jakarta.servlet.ServletException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class UploadLimitTests {

	@Test
	void aRequestThatIsTooLargeIsRefusedUnread() throws ServletException, IOException {
		assertThat(statusOf(1025)).isEqualTo(413);
		assertThat(statusOf(1024)).isEqualTo(200);
	}

	private static int statusOf(int size) throws ServletException, IOException {
		MultipartProperties multipart = new MultipartProperties();
		multipart.setMaxRequestSize(DataSize.ofBytes(1024));
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/imports");
		request.setContent(new byte[size]);
		MockHttpServletResponse response = new MockHttpServletResponse();
		new UploadLimit(multipart).doFilter(request, response, new MockFilterChain());
		return response.getStatus();
	}

}
