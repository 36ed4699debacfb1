package fr.dossiersco.outreach.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Chooses the smallest form of a file that the browser reads. Spring's own resolver
 * follows the order in which browsers name the forms, and they name gzip before Brotli.
 */
class SmallestFormResolver implements ResourceResolver {

	private final ResourceResolver brotli = encodedAs("br");

	private final ResourceResolver gzip = encodedAs("gzip");

	@Override
	public @Nullable Resource resolveResource(@Nullable HttpServletRequest request, String path,
			List<? extends Resource> locations, ResourceResolverChain chain) {
		Resource small = this.brotli.resolveResource(request, path, locations, chain);
		return isEncoded(small) ? small : this.gzip.resolveResource(request, path, locations, chain);
	}

	@Override
	public @Nullable String resolveUrlPath(String path, List<? extends Resource> locations,
			ResourceResolverChain chain) {
		return chain.resolveUrlPath(path, locations);
	}

	private static boolean isEncoded(@Nullable Resource resource) {
		return resource instanceof HttpResource http
				&& http.getResponseHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING);
	}

	private static EncodedResourceResolver encodedAs(String coding) {
		EncodedResourceResolver resolver = new EncodedResourceResolver();
		resolver.setContentCodings(List.of(coding));
		return resolver;
	}

}
